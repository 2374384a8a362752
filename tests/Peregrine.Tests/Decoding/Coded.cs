using System.Diagnostics;
using System.IO.Compression;

namespace Peregrine;

/// <summary>Bytes in a content coding, and what reading them comes to.</summary>
internal static class Coded
{
    internal static byte[] In(string coding, byte[] plain) => coding switch
    {
        "gzip" or "x-gzip" => Through(plain, static into => new GZipStream(into, CompressionLevel.Optimal, true)),
        "deflate" => Through(plain, static into => new ZLibStream(into, CompressionLevel.Optimal, true)),
        "raw deflate" => Through(plain, static into => new DeflateStream(into, CompressionLevel.Optimal, true)),
        "br" => Through(plain, static into => new BrotliStream(into, CompressionLevel.Optimal, true)),
        "zstd" => Zstd(plain),
        _ => throw new ArgumentException(coding, nameof(coding)),
    };

    /// <summary>What a streamed body in these pieces decodes to.</summary>
    internal static async Task<byte[]> ReadAsync(string coding, byte[][] pieces, bool blocking)
    {
        using var response = await Streamed.OfAsync(
            new PiecesStream(pieces), contentEncoding: coding.Replace("raw ", "", StringComparison.Ordinal));
        return (blocking ? response.Read() : await response.ReadAsync()).Bytes;
    }

    /// <summary>A frame of zstd with one raw block after another: the library makes none for us.</summary>
    private static byte[] Zstd(byte[] plain)
    {
        var frame = new List<byte> { 0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58 };
        var blocks = plain.Chunk(1000).ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            var header = (blocks[i].Length << 3) | (i == blocks.Count - 1 ? 1 : 0);
            frame.AddRange([(byte)header, (byte)(header >> 8), (byte)(header >> 16), .. blocks[i]]);
        }

        Debug.Assert(blocks.Count > 0, "an empty frame needs an empty block");
        return [.. frame];
    }

    private static byte[] Through(byte[] plain, Func<Stream, Stream> coder)
    {
        using var coded = new MemoryStream();
        using (var stream = coder(coded))
        {
            stream.Write(plain);
        }

        return coded.ToArray();
    }
}
