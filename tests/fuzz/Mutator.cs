using System.Text;

namespace Peregrine;

/// <summary>
/// Changes bytes as broken and hostile servers would: a few places, with what is likely to matter there. The same seed
/// gives the same bytes.
/// </summary>
internal sealed class Mutator(Random random)
{
    private static readonly byte[] Marks = "\r\n\0\t :;,\"'\\/%=<>{}[]()*.-_0159aAfF\u007f"u8.ToArray();

    private static readonly byte[][] Words = [.. new[]
    {
        "\r\n", "\r\n\r\n", "\n\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n",
        "Content-Encoding: gzip\r\n", "Location: ", "Set-Cookie: a=b\r\n",
        "WWW-Authenticate: Digest ", "realm=\"", "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n", "0\r\n\r\n", "ffffffff\r\n", "9223372036854775807", "-1",
        "18446744073709551616", "\\ud800", "\\u0000", "null", "1e999", "\"a\":1,\"a\":2",
        "utf-7", "charset=", "%00", "%2e%2e", "\u00ef\u00bf\u00be", "\u00ff\u00fe",
        "data: ", "retry: ", "id: \0", "filename*=UTF-8''%", "Thu, 01 Jan 1970 00:00:00 GMT",
        "xn--", "[::1]", "//", "..", "@", "Keep-Alive: timeout=",
        "Connection: close\r\n", "Trailer: x\r\n", "bytes 0-4/5", "Content-Range: ", "\u001f\u008b\u0008", "x\u00bb",
    }.Select(Encoding.Latin1.GetBytes)];

    /// <summary>One of the seeds, changed.</summary>
    internal byte[] Mutate(IReadOnlyList<byte[]> seeds)
    {
        var bytes = seeds[random.Next(seeds.Count)].ToList();
        for (var left = random.Next(6); left > 0; left--)
        {
            ChangeOnce(bytes, seeds);
        }

        return [.. bytes];
    }

    private void ChangeOnce(List<byte> bytes, IReadOnlyList<byte[]> seeds)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 1 << random.Next(1, 9)), bytes.Count - at);
        switch (random.Next(10))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when at < bytes.Count:
                bytes[at] = Marks[random.Next(Marks.Length)];
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5:
                bytes.InsertRange(at, Words[random.Next(Words.Length)]);
                break;
            case 6:
                var other = seeds[random.Next(seeds.Count)];
                var start = random.Next(other.Length + 1);
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, other[start..Math.Min(other.Length, start + random.Next(1, 200))]);
                break;
            case 7:
                bytes.InsertRange(at, Enumerable.Repeat(Marks[random.Next(Marks.Length)], random.Next(1, 2000)));
                break;
            case 8:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                ChangeNumber(bytes);
                break;
        }
    }

    // A number of the text becomes another one.
    private void ChangeNumber(List<byte> bytes)
    {
        var digits = Enumerable.Range(0, bytes.Count).Where(i => bytes[i] is >= (byte)'0' and <= (byte)'9').ToList();
        if (digits.Count > 0)
        {
            var at = digits[random.Next(digits.Count)];
            bytes.RemoveAt(at);
            bytes.InsertRange(
                at, Encoding.ASCII.GetBytes($"{(random.Next(2) == 0 ? random.Next(20) : random.NextInt64())}"));
        }
    }
}
