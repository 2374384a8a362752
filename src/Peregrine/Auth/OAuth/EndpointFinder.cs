using System.Text.Json;

namespace Peregrine;

/// <summary>Finds a server's endpoints: those that the grant names, then those of the issuer's metadata (RFC 8414, section 3; OpenID Connect Discovery, section 4).</summary>
internal static class EndpointFinder
{
    /// <exception cref="AuthException">There is no metadata, or it is another issuer's.</exception>
    internal static async ValueTask<OAuthEndpoints> FindAsync(OAuthGrant grant, HttpSession session, bool isBlocking, CancellationToken cancellationToken)
    {
        var given = Given(grant);
        if (grant.Discovery is not { } issuer)
        {
            return given;
        }

        AuthException? refused = null;
        foreach (var place in Places(UrlText.Parse(issuer.Text)))
        {
            var request = new Request(HttpMethod.Get, place)
            {
                Headers = Headers.Empty.With(HeaderNames.UserAgent, RequestBuilder.UserAgent).Add(HeaderNames.Accept, JsonBody.ContentType),
            };
            var response = await session.AskAsync(request, isBlocking, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == 200)
            {
                return Read(response, issuer.Text, given, grant.AllowInsecureHttp);
            }

            refused = new AuthException($"{request} gave status {response.StatusCode} in the place of the issuer's metadata.", request);
        }

        throw refused!;
    }

    /// <summary>The endpoints that the grant names.</summary>
    internal static OAuthEndpoints Given(OAuthGrant grant) => new()
    {
        Token = At(grant.TokenEndpoint),
        Revocation = At(grant.RevocationEndpoint),
        Authorization = At((grant as AuthorizationCodeGrant)?.AuthorizationEndpoint),
        Device = At((grant as DeviceCodeGrant)?.DeviceEndpoint),
    };

    /// <summary>Where an issuer's metadata may lie: before its path, then behind it, as OpenID Connect has it.</summary>
    internal static IEnumerable<Uri> Places(UrlText issuer)
    {
        var path = issuer.Path.TrimEnd('/');
        yield return new Target(issuer.At("/.well-known/oauth-authorization-server" + path, null, null)).Uri;
        yield return new Target(issuer.At(path + "/.well-known/openid-configuration", null, null)).Uri;
    }

    /// <summary>What the metadata says where the grant says nothing.</summary>
    internal static OAuthEndpoints Read(Response response, string issuer, OAuthEndpoints given, bool allowInsecure)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Bytes);
            var json = document.RootElement;
            if (Text(json, "issuer") != issuer)
            {
                throw new AuthException($"{response.Request}: the metadata is that of another issuer (RFC 8414, section 3.3).", response.Request);
            }

            return given with
            {
                Issuer = issuer,
                Token = given.Token ?? At(json, "token_endpoint", allowInsecure),
                Authorization = given.Authorization ?? At(json, "authorization_endpoint", allowInsecure),
                Device = given.Device ?? At(json, "device_authorization_endpoint", allowInsecure),
                Revocation = given.Revocation ?? At(json, "revocation_endpoint", allowInsecure),
                PkceMethods = json.TryGetProperty("code_challenge_methods_supported", out var methods) && methods.ValueKind == JsonValueKind.Array
                    ? [.. methods.EnumerateArray().Select(method => method.ToString())]
                    : null,
                NamesIssuer = json.TryGetProperty("authorization_response_iss_parameter_supported", out var names) && names.ValueKind == JsonValueKind.True,
            };
        }
        catch (Exception reason) when (reason is JsonException or InvalidOperationException or InvalidUrlException)
        {
            throw new AuthException($"{response.Request}: the metadata can't be read.", response.Request);
        }
    }

    private static Target? At(Url? url) => url is null ? null : Target.Parse(url.Text);

    private static Target? At(JsonElement json, string name, bool allowInsecure) => Text(json, name) is not { } text ? null
        : Target.Parse(text) is var target && OAuthEndpoints.IsAllowed(target, allowInsecure) ? target
        : throw new InvalidUrlException("An endpoint is not https.");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? member.GetString() : null;
}
