namespace Peregrine;

/// <summary>
/// What a request says of its host: the <c>Host</c> field of HTTP/1.1 (RFC 9110, section 7.2), <c>:authority</c> in
/// HTTP/2 (RFC 9113, section 8.3.1).
/// </summary>
internal static class HostField
{
    /// <summary>The caller's own value, else the authority of the URL.</summary>
    internal static string ValueFor(Request request) => request.Headers[HeaderNames.Host] ?? request.Target.Authority;
}
