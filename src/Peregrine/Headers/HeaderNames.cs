namespace Peregrine;

/// <summary>The field names that the library itself reads or writes, so that no rule spells one by hand.</summary>
internal static class HeaderNames
{
    internal const string Accept = "Accept";
    internal const string AcceptEncoding = "Accept-Encoding";
    internal const string AcceptRanges = "Accept-Ranges";
    internal const string AuthenticationInfo = "Authentication-Info";
    internal const string Authorization = "Authorization";
    internal const string Connection = "Connection";
    internal const string ContentDigest = "Content-Digest";
    internal const string ContentDisposition = "Content-Disposition";
    internal const string ContentEncoding = "Content-Encoding";
    internal const string ContentLength = "Content-Length";
    internal const string ContentRange = "Content-Range";
    internal const string ContentType = "Content-Type";
    internal const string Cookie = "Cookie";
    internal const string Date = "Date";
    internal const string ETag = "ETag";
    internal const string Host = "Host";
    internal const string IdempotencyKey = "Idempotency-Key";
    internal const string IfRange = "If-Range";
    internal const string LastModified = "Last-Modified";
    internal const string Link = "Link";
    internal const string Location = "Location";
    internal const string ProxyAuthenticate = "Proxy-Authenticate";
    internal const string ProxyAuthorization = "Proxy-Authorization";
    internal const string Range = "Range";
    internal const string ReprDigest = "Repr-Digest";
    internal const string RetryAfter = "Retry-After";
    internal const string SetCookie = "Set-Cookie";
    internal const string TE = "TE";
    internal const string TransferEncoding = "Transfer-Encoding";
    internal const string UserAgent = "User-Agent";
    internal const string WwwAuthenticate = "WWW-Authenticate";
}
