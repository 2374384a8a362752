using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary><c>/gzip</c>, <c>/deflate</c> (in its zlib form), <c>/brotli</c>.</summary>
internal static class HttpbinCodings
{
    private const CompressionLevel Level = CompressionLevel.Optimal;

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("gzip", call => AnswerAsync(call, "gzip", "gzipped", to => new GZipStream(to, Level, leaveOpen: true))),
        new(
            "deflate",
            call => AnswerAsync(call, "deflate", "deflated", to => new ZLibStream(to, Level, leaveOpen: true))),
        new("brotli", call => AnswerAsync(call, "br", "brotli", to => new BrotliStream(to, Level, leaveOpen: true))),
    ];

    private static Task AnswerAsync(HttpbinCall call, string coding, string flag, Func<Stream, Stream> open)
    {
        var echo = new JsonObject
        {
            ["headers"] = HttpbinHeaders.Of(call),
            ["method"] = call.Request.Method,
            ["origin"] = HttpbinEcho.Origin(call),
            [flag] = true,
        };
        using var encoded = new MemoryStream();
        using (var encoder = open(encoded))
        {
            encoder.Write(HttpbinJson.Page(echo));
        }

        call.Response.Headers.ContentEncoding = coding;
        return call.BytesAsync(encoded.ToArray(), "application/json");
    }
}
