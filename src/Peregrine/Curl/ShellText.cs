using System.Text;

namespace Peregrine;

/// <summary>
/// Bytes in a text and back: what is no UTF-8 stands there as half a surrogate pair, from U+DC80 to U+DCFF, which no
/// text of a user holds. Pure.
/// </summary>
internal static class ShellText
{
    private const int Base = 0xDC00;

    internal static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var count) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune);
            }
            else
            {
                foreach (var one in bytes[..count])
                {
                    text.Append((char)(Base + one));
                }
            }

            bytes = bytes[count..];
        }

        return text.ToString();
    }

    internal static byte[] ToBytes(string text)
    {
        var bytes = new MemoryStream(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (IsByte(text, at))
            {
                bytes.WriteByte((byte)(text[at] - Base));
            }
            else
            {
                var length = char.IsSurrogatePair(text, at) ? 2 : 1;
                bytes.Write(Encoding.UTF8.GetBytes(text, at, length));
                at += length - 1;
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The text as a header field or a URL holds it: such a byte is a character of Latin-1 there.</summary>
    internal static string Latin(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            plain.Append(IsByte(text, at) ? (char)(text[at] - Base) : text[at]);
        }

        return plain.ToString();
    }

    private static bool IsByte(string text, int at) =>
        text[at] is >= '\uDC80' and <= '\uDCFF' && (at == 0 || !char.IsHighSurrogate(text[at - 1]));
}
