using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>The text of Bash's <c>$'…'</c>, its escapes undone. Pure.</summary>
internal static class AnsiCText
{
    private const string Letters = "abefnrtvE";
    private const string Meant = "\a\b\e\f\n\r\t\v\e";

    /// <summary>Reads up to the quote that closes it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where the text begins; afterwards, what follows the quote.</param>
    /// <returns>The text, or null when it is not closed.</returns>
    internal static string? Read(string line, ref int at)
    {
        var bytes = new MemoryStream();
        while (at < line.Length)
        {
            var c = line[at++];
            switch (c)
            {
                case '\'':
                    return ShellText.Of(bytes.ToArray());
                case '\\' when at < line.Length:
                    Write(bytes, line, ref at);
                    break;
                default:
                    at--;
                    WriteRune(bytes, line, ref at);
                    break;
            }
        }

        return null;
    }

    private static void Write(MemoryStream bytes, string line, ref int at)
    {
        const int octal = 8;
        const int hexadecimal = 16;
        var c = line[at++];
        switch (c)
        {
            case 'x' when Number(line, ref at, 2, hexadecimal) is { } one:
                bytes.WriteByte((byte)one);
                break;
            case 'u' when Number(line, ref at, 4, hexadecimal) is { } unit:
                WriteUnit(bytes, line, ref at, unit);
                break;
            case 'U' when Number(line, ref at, 8, hexadecimal) is { } rune:
                Write(bytes, Rune.IsValid(rune) ? new Rune(rune) : Rune.ReplacementChar);
                break;
            case 'c' when at < line.Length:
                bytes.WriteByte((byte)(line[at++] & 0x1f));
                break;
            case >= '0' and <= '7':
                at--;
                bytes.WriteByte((byte)Number(line, ref at, 3, octal)!.Value);
                break;
            case '\\' or '\'' or '"' or '?':
                bytes.WriteByte((byte)c);
                break;
            case var letter when Letters.IndexOf(letter, StringComparison.Ordinal) is var index and >= 0:
                bytes.WriteByte((byte)Meant[index]);
                break;
            default: // Any other backslash is one.
                bytes.WriteByte((byte)'\\');
                at--;
                WriteRune(bytes, line, ref at);
                break;
        }
    }

    // Browsers write a character beyond U+FFFF as the two halves of its pair.
    private static void WriteUnit(MemoryStream bytes, string line, ref int at, int unit)
    {
        var next = at + 2;
        if (char.IsHighSurrogate((char)unit) && line.AsSpan(at).StartsWith("\\u")
            && Number(line, ref next, 4, 16) is { } low && char.IsLowSurrogate((char)low))
        {
            at = next;
            Write(bytes, new Rune((char)unit, (char)low));
            return;
        }

        Write(bytes, Rune.IsValid(unit) ? new Rune(unit) : Rune.ReplacementChar);
    }

    private static void WriteRune(MemoryStream bytes, string line, ref int at)
    {
        var status = Rune.DecodeFromUtf16(line.AsSpan(at), out var rune, out var count);
        Write(bytes, status == System.Buffers.OperationStatus.Done ? rune : Rune.ReplacementChar);
        at += Math.Max(count, 1);
    }

    private static void Write(MemoryStream bytes, Rune rune)
    {
        Span<byte> encoded = stackalloc byte[4];
        bytes.Write(encoded[..rune.EncodeToUtf8(encoded)]);
    }

    private static int? Number(string line, ref int at, int most, int radix)
    {
        var length = 0;
        while (length < most && at + length < line.Length && IsDigit(line[at + length], radix))
        {
            length++;
        }

        if (length == 0)
        {
            return null;
        }

        var digits = line.AsSpan(at, length);
        at += length;
        return radix == 16
            ? int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : Convert.ToInt32(digits.ToString(), radix);
    }

    private static bool IsDigit(char c, int radix) => radix == 16 ? char.IsAsciiHexDigit(c) : c is >= '0' and <= '7';
}
