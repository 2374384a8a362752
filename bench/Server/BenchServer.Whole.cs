using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Peregrine.Bench;

/// <content>A coded body.</content>
internal static partial class BenchServer
{
    private const int GzippedMegabytes = 100;
    private static readonly Lazy<byte[]> Gzipped = new(Gzip);

    private static async Task GzippedAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.ContentEncoding = "gzip";
        context.Response.ContentLength = Gzipped.Value.Length;
        await context.Response.Body.WriteAsync(Gzipped.Value);
    }

    private static byte[] Gzip()
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.Fastest))
        {
            for (var left = GzippedMegabytes << 20; left > 0; left -= Payload.ThousandRows.Length)
            {
                gzip.Write(Payload.ThousandRows.AsSpan(0, Math.Min(left, Payload.ThousandRows.Length)));
            }
        }

        return coded.ToArray();
    }
}
