namespace Peregrine;

/// <summary>Makes the address that the user's browser is sent to (RFC 6749, section 4.1.1). Pure.</summary>
internal static class AuthorizationRequest
{
    /// <summary>The endpoint with these parameters after its own.</summary>
    internal static Uri Create(Uri endpoint, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var url = ParsedUrl.Parse(endpoint.OriginalString);
        var added = TokenRequest.Text(parameters);
        return new RequestTarget(
            url with { Query = string.IsNullOrEmpty(url.Query) ? added : $"{url.Query}&{added}", Fragment = null }).Uri;
    }
}
