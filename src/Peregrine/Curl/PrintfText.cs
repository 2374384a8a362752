using System.Text;

namespace Peregrine;

/// <summary>
/// Bytes as the format of the shell's <c>printf</c>, which every POSIX shell has and which can write all of them. Pure.
/// </summary>
internal static class PrintfText
{
    private const int Octal = 8;

    /// <summary>The format that gives these bytes.</summary>
    internal static string Of(ReadOnlySpan<byte> bytes)
    {
        var format = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var isText = Rune.DecodeFromUtf8(bytes, out var rune, out var count)
                == System.Buffers.OperationStatus.Done;
            _ = (isText ? rune.Value : -1) switch
            {
                '\n' => format.Append("\\n"),
                '\r' => format.Append("\\r"),
                '\t' => format.Append("\\t"),
                '\\' => format.Append("\\\\"),
                '%' => format.Append("%%"),
                '-' when format.Length == 0 => format.Append("\\055"), // It would begin an option.
                >= 0 when !Rune.IsControl(rune) => format.Append(rune),
                _ => AppendBytes(format, bytes[..count]),
            };
            bytes = bytes[count..];
        }

        return format.ToString();
    }

    /// <exception cref="FormatException">It fills in arguments.</exception>
    internal static byte[] ToBytes(string format)
    {
        var bytes = new MemoryStream();
        for (var at = 0; at < format.Length; at++)
        {
            var rest = format.AsSpan(at);
            switch (rest)
            {
                case ['%', '%', ..]:
                    bytes.WriteByte((byte)'%');
                    at++;
                    break;
                case ['%', ..]:
                    throw new FormatException("The format of printf fills in arguments, which is not understood.");
                case ['\\', >= '0' and <= '7', ..]:
                    var digits = rest[1..Math.Min(rest.Length, 4)];
                    var end = digits.IndexOfAnyExceptInRange('0', '7');
                    digits = end < 0 ? digits : digits[..end];
                    bytes.WriteByte((byte)Convert.ToInt32(digits.ToString(), Octal));
                    at += digits.Length;
                    break;
                case ['\\', var letter, ..]:
                    const string letters = "abfnrtv\\";
                    var index = letters.IndexOf(letter, StringComparison.Ordinal);
                    bytes.Write(index < 0 ? [(byte)'\\', (byte)letter] : [(byte)"\a\b\f\n\r\t\v\\"[index]]);
                    at++;
                    break;
                default:
                    var length = rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]) ? 2 : 1;
                    bytes.Write(ShellText.ToBytes(rest[..length].ToString()));
                    at += length - 1;
                    break;
            }
        }

        return bytes.ToArray();
    }

    private static StringBuilder AppendBytes(StringBuilder format, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            format.Append('\\').Append(Convert.ToString(one, Octal).PadLeft(3, '0'));
        }

        return format;
    }
}
