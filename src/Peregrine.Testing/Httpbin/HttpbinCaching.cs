using System.Globalization;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary><c>/cache</c>, <c>/cache/{seconds}</c>, <c>/etag/{etag}</c>.</summary>
internal static partial class HttpbinCaching
{
    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("cache", CacheAsync),
        new("cache/{n:int}", CacheForAsync),
        new("etag/{etag}", EtagAsync),
    ];

    private static Task CacheAsync(HttpbinCall call)
    {
        if (call.Header("If-Modified-Since") is not null || call.Header("If-None-Match") is not null)
        {
            return HttpbinStatus.StatusAsync(call, 304);
        }

        call.Response.Headers.LastModified =
            TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        call.Response.Headers.ETag = Guid.NewGuid().ToString("N");
        return call.JsonAsync(HttpbinEcho.Head(call));
    }

    private static Task CacheForAsync(HttpbinCall call)
    {
        call.Response.Headers.CacheControl = $"public, max-age={call.Value("n")}";
        return call.JsonAsync(HttpbinEcho.Head(call));
    }

    private static Task EtagAsync(HttpbinCall call)
    {
        var etag = call.Value("etag");
        var unwanted = Tags(call.Header("If-None-Match"));
        var wanted = Tags(call.Header("If-Match"));
        if (unwanted.Length == 0 && wanted.Length > 0 && !Covers(wanted, etag))
        {
            return HttpbinStatus.StatusAsync(call, 412);
        }

        call.Response.Headers.ETag = etag;
        return Covers(unwanted, etag) ? HttpbinStatus.StatusAsync(call, 304) : call.JsonAsync(HttpbinEcho.Head(call));
    }

    private static bool Covers(string[] tags, string etag) => tags.Contains(etag) || tags.Contains("*");

    private static string[] Tags(string? header) =>
        string.IsNullOrEmpty(header) ? [] : [.. header.Split(',').Select(part => Tag().Match(part).Groups[1].Value)];

    [GeneratedRegex("""\s*(?:W/)?"?([^"]*)"?\s*""")]
    private static partial Regex Tag();
}
