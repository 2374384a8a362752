using System.Text;

namespace Peregrine;

/// <summary>Makes the requests of a grant. Pure.</summary>
internal static class TokenRequest
{
    private static readonly string[] SecretFields =
        [
            "client_secret", "refresh_token", "code", "code_verifier", "password", "device_code",
            "token", "assertion", "client_assertion", "subject_token", "actor_token",
        ];

    /// <summary>The request: the form, the client's authentication, and the caller's own parameters.</summary>
    internal static Request Create(OAuthGrant grant, RequestTarget endpoint, List<KeyValuePair<string, string>> form)
    {
        List<KeyValuePair<string, string>> all = [.. form];
        var proof = grant.Client.Prove(grant, all);
        all.AddRange(Added(grant));
        var headers = Headers.Empty.With(HeaderNames.UserAgent, UserAgent.Default)
            .Add(HeaderNames.Accept, JsonBody.ContentType).Add(HeaderNames.ContentType, FormBody.ContentType);
        return new Request(HttpMethod.Post, endpoint.Uri)
        {
            Headers = proof is null ? headers : headers.Add(HeaderNames.Authorization, proof),
            Body = Body.Bytes(Encoding.ASCII.GetBytes(Text(all)), FormBody.ContentType),
        };
    }

    /// <summary>Scope and resources, where the grant names them.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Wanted(OAuthGrant grant) =>
        grant.Resources.Select(resource => KeyValuePair.Create("resource", resource))
            .Prepend(KeyValuePair.Create("scope", grant.Scope ?? "")).Where(pair => pair.Value.Length > 0);

    /// <summary>Names and values as a form or a query (RFC 6749, appendix B).</summary>
    internal static string Text(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(pair => $"{UrlEscaping.Form(pair.Key)}={UrlEscaping.Form(pair.Value)}"));

    internal static string[] SecretsOf(OAuthGrant grant, List<KeyValuePair<string, string>> form) =>
        [.. form.Where(pair => SecretFields.Contains(pair.Key)).Select(pair => pair.Value)
            .Append(grant.ClientSecret ?? "").Where(secret => secret.Length > 0)];

    private static IEnumerable<KeyValuePair<string, string>> Added(OAuthGrant grant) =>
        from parameter in grant.Parameters
        from value in ValueText.Each(parameter.Key, parameter.Value)
        select KeyValuePair.Create(parameter.Key, value);
}
