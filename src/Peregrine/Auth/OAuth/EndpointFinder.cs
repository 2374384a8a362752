using System.Text.Json;

namespace Peregrine;

/// <summary>
/// Finds a server's endpoints: those that the grant names, then those of the issuer's metadata (RFC 8414, section 3;
/// OpenID Connect Discovery, section 4).
/// </summary>
internal static class EndpointFinder
{
    /// <exception cref="AuthException">There is no metadata, or it is another issuer's.</exception>
    internal static async ValueTask<OAuthEndpoints> FindAsync(
        OAuthGrant grant, HttpSession session, bool isBlocking, CancellationToken cancellationToken)
    {
        var given = Given(grant);
        if (grant.Discovery is not { } issuer)
        {
            return given;
        }

        AuthException? missed = null;
        foreach (var place in Places(ParsedUrl.Parse(issuer.Text)))
        {
            var request = new Request(HttpMethod.Get, place)
            {
                Headers = Headers.Empty.With(HeaderNames.UserAgent, UserAgent.Default)
                    .Add(HeaderNames.Accept, JsonBody.ContentType),
            };
            var response = await session.AskAsync(
                request, TokenRepeat.Busy, isBlocking, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == 200 && Read(response, issuer.Text, given, grant.AllowInsecureHttp) is { } found)
            {
                return found;
            }

            // A server in trouble says more than a place where there is nothing: then asking later may help.
            missed = missed is { IsTransient: true } ? missed : Miss(response);
        }

        throw missed!;
    }

    /// <summary>The endpoints that the grant names.</summary>
    internal static OAuthEndpoints Given(OAuthGrant grant) => new()
    {
        Token = At(grant.TokenEndpoint),
        Revocation = At(grant.RevocationEndpoint),
        Authorization = At((grant as AuthorizationCodeGrant)?.AuthorizationEndpoint),
        Device = At((grant as DeviceCodeGrant)?.DeviceEndpoint),
    };

    /// <summary>
    /// Where an issuer's metadata may lie: before its path, then behind it, as OpenID Connect has it.
    /// </summary>
    internal static IEnumerable<Uri> Places(ParsedUrl issuer)
    {
        var path = issuer.Path.TrimEnd('/');
        yield return new RequestTarget(issuer.At("/.well-known/oauth-authorization-server" + path, null, null)).Uri;
        yield return new RequestTarget(issuer.At(path + "/.well-known/openid-configuration", null, null)).Uri;
    }

    /// <summary>
    /// What the metadata says where the grant says nothing. Null when it is no metadata, which is an object that names
    /// an issuer: another application may answer at the root of a host, and answer everything with 200.
    /// </summary>
    /// <exception cref="AuthException">It is another issuer's, or an endpoint in it can't be used.</exception>
    internal static OAuthEndpoints? Read(Response response, string issuer, OAuthEndpoints given, bool allowInsecure)
    {
        using var document = ServerJson.Parse(response.Bytes, response.Headers);
        if (document is null || Text(document.RootElement, "issuer") is not { } named)
        {
            return null;
        }

        var json = document.RootElement;
        if (named != issuer)
        {
            throw new AuthException(
                $"{response.Request}: the metadata is that of another issuer (RFC 8414, section 3.3): "
                    + $"'{Shown(named)}', not '{Shown(issuer)}'.",
                response.Request, response: response);
        }

        var methods = Member(json, "code_challenge_methods_supported");
        var names = Member(json, "authorization_response_iss_parameter_supported");
        try
        {
            return given with
            {
                Issuer = issuer,
                Token = given.Token ?? At(json, "token_endpoint", allowInsecure),
                Authorization = given.Authorization ?? At(json, "authorization_endpoint", allowInsecure),
                Device = given.Device ?? At(json, "device_authorization_endpoint", allowInsecure),
                Revocation = given.Revocation ?? At(json, "revocation_endpoint", allowInsecure),
                PkceMethods = methods is { ValueKind: JsonValueKind.Array } list
                    ? [.. list.EnumerateArray().Select(method => ServerJson.Text(method) ?? "")]
                    : null,
                NamesIssuer = names is { ValueKind: JsonValueKind.True },
            };
        }
        catch (InvalidUrlException reason)
        {
            throw new AuthException(
                $"{response.Request}: the metadata can't be read: {reason.Message}", response.Request,
                response: response);
        }
    }

    // In full, so that a slash at its end can be seen; an issuer is no secret (RFC 8414, section 2), but for what a
    // caller may put before its host.
    private static string Shown(string issuer) =>
        issuer.Contains('@', StringComparison.Ordinal) ? Redaction.Address(issuer) : Redaction.Printable(issuer, 300);

    private static AuthException Miss(Response response)
    {
        var what = response.StatusCode == 200
            ? $"something else ({Redaction.Printable(response.ContentType ?? "no content type")})"
            : $"status {response.StatusCode}";
        var message = $"{response.Request} gave {what} in the place of the issuer's metadata.";
        return new(message, response.Request, response: response);
    }

    private static RequestTarget? At(Url? url) => url is null ? null : RequestTarget.Parse(url.Text);

    // An endpoint that is no text is refused; one that is not there, or null, is not needed by every grant.
    private static RequestTarget? At(JsonElement json, string name, bool allowInsecure)
    {
        if (Member(json, name) is not { ValueKind: not JsonValueKind.Null } endpoint)
        {
            return null;
        }

        var target = RequestTarget.Parse(
            ServerJson.Text(endpoint) ?? throw new InvalidUrlException($"{name} is no text."));
        return OAuthEndpoints.IsAllowed(target, allowInsecure)
            ? target
            : throw new InvalidUrlException($"{name} is not https.");
    }

    private static JsonElement? Member(JsonElement json, string name) => ServerJson.Member(json, name);

    private static string? Text(JsonElement json, string name) => ServerJson.Text(Member(json, name));
}
