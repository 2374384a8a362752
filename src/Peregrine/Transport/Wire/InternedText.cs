using System.Text;

namespace Peregrine;

/// <summary>Names and values that come with nearly every response, so that no memory is spent on them.</summary>
internal static class InternedText
{
    private static readonly string[][] NamesByLength = ByLength(
        "Accept-Ranges", "Access-Control-Allow-Credentials", "Access-Control-Allow-Origin",
        "Age", "Allow", "Alt-Svc", "CF-RAY", "Cache-Control",
        "Connection", "Content-Disposition", "Content-Encoding", "Content-Language",
        "Content-Length", "Content-Security-Policy", "Content-Type",
        "Date", "ETag", "Expires", "Keep-Alive", "Last-Modified", "Link",
        "Location", "Pragma", "Referrer-Policy", "Retry-After", "Server",
        "Set-Cookie", "Strict-Transport-Security", "Transfer-Encoding",
        "Vary", "Via", "WWW-Authenticate", "X-Content-Type-Options",
        "X-Frame-Options", "X-Powered-By", "X-RateLimit-Limit",
        "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-Request-Id",
        "cache-control", "connection", "content-encoding", "content-length",
        "content-type", "date", "etag", "server", "transfer-encoding", "vary");

    private static readonly string[][] ValuesByLength = ByLength(
        "*", "0", "Accept-Encoding", "DENY", "Kestrel", "SAMEORIGIN",
        "application/json", "application/json; charset=utf-8",
        "application/problem+json", "br", "bytes", "chunked", "close",
        "gzip", "keep-alive", "max-age=0", "nginx", "no-cache", "no-store",
        "nosniff", "text/html", "text/html; charset=utf-8", "text/plain", "text/plain; charset=utf-8", "true");

    /// <summary>The name, or null when it is none of the known.</summary>
    internal static string? Name(ReadOnlySpan<byte> bytes) => Find(NamesByLength, bytes);

    internal static string? Value(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : Find(ValuesByLength, bytes);

    private static string? Find(string[][] byLength, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length >= byLength.Length)
        {
            return null;
        }

        foreach (var known in byLength[bytes.Length])
        {
            if (known[0] == bytes[0] && Ascii.Equals(known, bytes))
            {
                return known;
            }
        }

        return null;
    }

    private static string[][] ByLength(params string[] texts)
    {
        var longest = 0;
        foreach (var text in texts)
        {
            longest = Math.Max(longest, text.Length);
        }

        var byLength = new string[longest + 1][];
        for (var length = 0; length <= longest; length++)
        {
            byLength[length] = Array.FindAll(texts, text => text.Length == length);
        }

        return byLength;
    }
}
