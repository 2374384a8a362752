namespace Peregrine;

/// <summary>The field names that the library itself reads or writes, so that no rule spells one by hand.</summary>
internal static class HeaderNames
{
    internal const string Accept = "Accept";
    internal const string AcceptEncoding = "Accept-Encoding";
    internal const string AuthenticationInfo = "Authentication-Info";
    internal const string Authorization = "Authorization";
    internal const string Connection = "Connection";
    internal const string ContentDisposition = "Content-Disposition";
    internal const string ContentEncoding = "Content-Encoding";
    internal const string ContentLength = "Content-Length";
    internal const string ContentType = "Content-Type";
    internal const string Cookie = "Cookie";
    internal const string Date = "Date";
    internal const string Host = "Host";
    internal const string IdempotencyKey = "Idempotency-Key";
    internal const string Link = "Link";
    internal const string Location = "Location";
    internal const string ProxyAuthenticate = "Proxy-Authenticate";
    internal const string ProxyAuthorization = "Proxy-Authorization";
    internal const string RetryAfter = "Retry-After";
    internal const string SetCookie = "Set-Cookie";
    internal const string TE = "TE";
    internal const string TransferEncoding = "Transfer-Encoding";
    internal const string UserAgent = "User-Agent";
    internal const string WwwAuthenticate = "WWW-Authenticate";
}
