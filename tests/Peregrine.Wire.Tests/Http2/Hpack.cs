using System.Text;

namespace Peregrine;

/// <summary>
/// As much of HPACK (RFC 7541) as a test server needs: it writes plain literals, and reads what a client writes, with
/// the table of its connection.
/// </summary>
internal sealed class Hpack
{
    // Appendix A, each entry with its value where it has one.
    private static readonly string[] Table =
    [
        "", ":authority", ":method GET", ":method POST", ":path /", ":path /index.html",
        ":scheme http", ":scheme https", ":status 200", ":status 204",
        ":status 206", ":status 304", ":status 400", ":status 404", ":status 500",
        "accept-charset", "accept-encoding gzip, deflate", "accept-language",
        "accept-ranges", "accept", "access-control-allow-origin", "age",
        "allow", "authorization", "cache-control", "content-disposition",
        "content-encoding", "content-language", "content-length", "content-location",
        "content-range", "content-type", "cookie", "date", "etag", "expect",
        "expires", "from", "host", "if-match", "if-modified-since", "if-none-match",
        "if-range", "if-unmodified-since", "last-modified", "link",
        "location", "max-forwards", "proxy-authenticate", "proxy-authorization",
        "range", "referer", "refresh", "retry-after", "server", "set-cookie",
        "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
    ];

    private readonly List<string> _kept = []; // The newest first, and never so many that one would have to go.

    /// <summary>A block of literal fields: each is <c>name: value</c>, of Latin-1.</summary>
    internal static byte[] Write(params IEnumerable<string> fields)
    {
        var block = new List<byte>();
        foreach (var field in fields)
        {
            var colon = field.IndexOf(": ", 1, StringComparison.Ordinal);
            block.Add(0);
            WriteText(block, field[..colon]);
            WriteText(block, field[(colon + 2)..]);
        }

        return [.. block];
    }

    internal List<string> Read(ReadOnlySpan<byte> block)
    {
        var fields = new List<string>();
        while (!block.IsEmpty)
        {
            var first = block[0];
            if ((first & 0xE0) == 0x20)
            {
                ReadNumber(ref block, 5);
            }
            else if ((first & 0x80) != 0)
            {
                fields.Add(At(ReadNumber(ref block, 7)));
            }
            else
            {
                var isKept = (first & 0x40) != 0;
                var index = ReadNumber(ref block, isKept ? 6 : 4);
                var name = index == 0 ? ReadText(ref block) : At(index).Split(": ")[0];
                fields.Add($"{name}: {ReadText(ref block)}");
                _kept.InsertRange(0, isKept ? [fields[^1]] : []);
            }
        }

        return fields;
    }

    private string At(int index) =>
        index < Table.Length ? string.Join(": ", Table[index].Split(' ', 2)) : _kept[index - Table.Length];

    private static void WriteText(List<byte> block, string text)
    {
        WriteNumber(block, text.Length);
        block.AddRange(Encoding.Latin1.GetBytes(text));
    }

    private static void WriteNumber(List<byte> block, int number)
    {
        if (number < 127)
        {
            block.Add((byte)number);
            return;
        }

        block.Add(127);
        for (number -= 127; number >= 128; number >>= 7)
        {
            block.Add((byte)((number & 127) | 128));
        }

        block.Add((byte)number);
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> block, int bits)
    {
        var most = (1 << bits) - 1;
        var number = block[0] & most;
        block = block[1..];
        for (var shift = 0; number >= most; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            number += (next & 127) << shift;
            if ((next & 128) == 0)
            {
                break;
            }
        }

        return number;
    }

    private static string ReadText(ref ReadOnlySpan<byte> block)
    {
        Assert.Equal(0, block[0] & 128); // The client writes no Huffman codes.
        var length = ReadNumber(ref block, 7);
        var text = Encoding.UTF8.GetString(block[..length]);
        block = block[length..];
        return text;
    }
}
