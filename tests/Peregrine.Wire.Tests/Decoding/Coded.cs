using System.IO.Compression;
using System.Text;

namespace Peregrine;

/// <summary>Answers in a content coding, as a server puts them on the wire.</summary>
internal static class Coded
{
    internal static byte[] In(string coding, byte[] plain)
    {
        using var coded = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            "raw deflate" => new DeflateStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(coded, CompressionLevel.Fastest, leaveOpen: true),
            _ => throw new ArgumentException(coding, nameof(coding)),
        })
        {
            stream.Write(plain);
        }

        return coded.ToArray();
    }

    /// <summary>In one coding after another.</summary>
    internal static byte[] In(string coding, byte[] plain, int times) =>
        Enumerable.Range(0, times).Aggregate(plain, (bytes, _) => In(coding, bytes));

    /// <summary>An answer, its octets as characters.</summary>
    internal static string Answer(string fields, byte[] body, string status = "200 OK") =>
        $"HTTP/1.1 {status}\r\n{fields}\r\nContent-Length: {body.Length}\r\n\r\n{Encoding.Latin1.GetString(body)}";

    /// <summary>The same in chunks of a few octets.</summary>
    internal static string Chunked(string fields, byte[] body)
    {
        var chunks = body.Chunk(7).Select(chunk => $"{chunk.Length:x}\r\n{Encoding.Latin1.GetString(chunk)}\r\n");
        return $"HTTP/1.1 200 OK\r\n{fields}\r\nTransfer-Encoding: chunked\r\n\r\n{string.Concat(chunks)}0\r\n\r\n";
    }
}
