using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Peregrine;

/// <summary>The request target as it came over the wire, and its parts. Dots in the path are kept.</summary>
internal sealed class HttpbinTarget
{
    private HttpbinTarget(string raw)
    {
        Raw = raw;
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        Query = mark < 0 ? "" : raw[(mark + 1)..];
        Path = DecodePath(mark < 0 ? raw : raw[..mark]);
    }

    /// <summary>Path and query, as sent.</summary>
    public string Raw { get; }

    /// <summary>The decoded path; what is not UTF-8 becomes U+FFFD.</summary>
    public string Path { get; }

    /// <summary>The query as sent, without the question mark.</summary>
    public string Query { get; }

    public static HttpbinTarget Of(IHttpRequestFeature request)
    {
        if (request.RawTarget.StartsWith('/'))
        {
            return new(request.RawTarget);
        }

        var isAbsolute = Uri.TryCreate(request.RawTarget, UriKind.Absolute, out var url);
        return new(isAbsolute ? url!.PathAndQuery : "/" + request.RawTarget);
    }

    private static string DecodePath(string path) =>
        WebUtility.UrlDecode(path.Replace("+", "%2B", StringComparison.Ordinal));
}
