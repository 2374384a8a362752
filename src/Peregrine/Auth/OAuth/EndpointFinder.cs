using System.Text.Json;

namespace Peregrine;

/// <summary>
/// Finds a server's endpoints: first those that the grant names, then those of the issuer's metadata (RFC 8414, section
/// 3; OpenID Connect Discovery, section 4).
/// </summary>
internal static class EndpointFinder
{
    /// <exception cref="AuthException">The server has no metadata, or the metadata of another issuer.</exception>
    internal static async ValueTask<OAuthEndpoints> FindAsync(
        OAuthGrant grant, ITokenSession session, bool isBlocking, CancellationToken cancellationToken)
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

            // A server error is the better reason to report than a 404 of the other address: asking later may help.
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
    /// The addresses of an issuer's metadata: the well-known part before its path (RFC 8414), then after it (OpenID
    /// Connect).
    /// </summary>
    internal static IEnumerable<Uri> Places(ParsedUrl issuer)
    {
        var path = issuer.Path.TrimEnd('/');
        yield return new RequestTarget(issuer.At("/.well-known/oauth-authorization-server" + path, null, null)).Uri;
        yield return new RequestTarget(issuer.At(path + "/.well-known/openid-configuration", null, null)).Uri;
    }

    /// <summary>
    /// The grant's endpoints, and those of the metadata where the grant names none. Null when the answer is no
    /// metadata, that is no object with an issuer: another application at the root of a host may answer everything with
    /// 200.
    /// </summary>
    /// <exception cref="AuthException">The metadata is of another issuer, or an endpoint in it can't be
    /// used.</exception>
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
                $"{response.Request}: the metadata belongs to another issuer (RFC 8414, section 3.3): "
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

    // In full, so that the reader sees a slash at its end. An issuer is no secret (RFC 8414, section 2), except for
    // userinfo, which a caller may write before its host.
    private static string Shown(string issuer) =>
        issuer.Contains('@', StringComparison.Ordinal) ? Redaction.Address(issuer) : Redaction.Printable(issuer, 300);

    private static AuthException Miss(Response response)
    {
        var what = response.StatusCode == 200
            ? $"something else ({Redaction.Printable(response.ContentType ?? "no content type")})"
            : $"status {response.StatusCode}";
        var message = $"{response.Request} was answered with {what} instead of the issuer's metadata.";
        return new(message, response.Request, response: response);
    }

    private static RequestTarget? At(Url? url) => url is null ? null : RequestTarget.Parse(url.Text);

    // An endpoint that is not a string is refused. One that is missing or null is accepted: not every grant needs it.
    private static RequestTarget? At(JsonElement json, string name, bool allowInsecure)
    {
        if (Member(json, name) is not { ValueKind: not JsonValueKind.Null } endpoint)
        {
            return null;
        }

        var target = RequestTarget.Parse(
            ServerJson.Text(endpoint) ?? throw new InvalidUrlException($"{name} is not a string."));
        return OAuthEndpoints.IsAllowed(target, allowInsecure)
            ? target
            : throw new InvalidUrlException($"{name} is not https.");
    }

    private static JsonElement? Member(JsonElement json, string name) => ServerJson.Member(json, name);

    private static string? Text(JsonElement json, string name) => ServerJson.Text(Member(json, name));
}
