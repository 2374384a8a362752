using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Peregrine;

/// <summary>
/// <c>/bytes</c> and <c>/stream-bytes</c>: random bytes, the same ones each time for the same <c>seed</c>.
/// </summary>
internal static class HttpbinBytes
{
    private const int MaxLength = 100 * 1024;
    private const int DefaultChunk = 10 * 1024;

    public static IEnumerable<HttpbinRoute> Routes { get; } =
    [
        new("bytes/{n:int}", call => call.BytesAsync(Random(call), HttpbinReply.Binary)),
        new("stream-bytes/{n:int}", StreamAsync),
    ];

    private static async Task StreamAsync(HttpbinCall call)
    {
        var bytes = Random(call);
        var size = Math.Max(1, call.Arg("chunk_size", DefaultChunk));
        call.Response.ContentType = HttpbinReply.Binary;
        for (var start = 0; start < bytes.Length; start += Math.Min(size, bytes.Length - start))
        {
            var end = start + Math.Min(size, bytes.Length - start);
            await call.Response.Body.WriteAsync(bytes.AsMemory(start..end), call.Aborted).ConfigureAwait(false);
        }
    }

    private static byte[] Random(HttpbinCall call)
    {
        var bytes = new byte[Math.Min(call.Number("n"), MaxLength)];
        if (call.Args.First("seed", StringComparison.OrdinalIgnoreCase) is null)
        {
            RandomNumberGenerator.Fill(bytes);
        }
        else
        {
            Fill(bytes, call.Arg("seed", otherwise: 0));
        }

        return bytes;
    }

    // The hashes of (seed, 0), (seed, 1) …: the same on every machine and version.
    private static void Fill(Span<byte> bytes, int seed)
    {
        Span<byte> input = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(input, seed);
        for (var block = 0; !bytes.IsEmpty; block++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(input[4..], block);
            var hash = SHA256.HashData(input).AsSpan();
            var length = Math.Min(hash.Length, bytes.Length);
            hash[..length].CopyTo(bytes);
            bytes = bytes[length..];
        }
    }
}
