using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>A parameter's value with charset and language (RFC 8187, section 3.2). Pure.</summary>
internal static class ExtendedValue
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text, or null when it is malformed, or in a charset that is neither UTF-8 nor ISO-8859-1.</summary>
    internal static string? Decode(string value)
    {
        var first = value.IndexOf('\'', StringComparison.Ordinal);
        var second = first < 0 ? -1 : value.IndexOf('\'', first + 1);
        var encoding = second < 0 ? null : Named(value[..first]);
        return encoding is not null && Bytes(value.AsSpan(second + 1)) is { } bytes ? Text(encoding, bytes) : null;
    }

    /// <summary>The text in UTF-8, without a language.</summary>
    internal static string Encode(string text)
    {
        var value = new StringBuilder("UTF-8''");
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            var isPlain = char.IsAsciiLetterOrDigit((char)one)
                || "!#$&+-.^_`|~".Contains((char)one, StringComparison.Ordinal);
            value.Append(isPlain ? ((char)one).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{one:X2}"));
        }

        return value.ToString();
    }

    private static Encoding? Named(string charset) => charset.ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" => Utf8,
        "ISO-8859-1" => Encoding.Latin1,
        _ => null,
    };

    private static List<byte>? Bytes(ReadOnlySpan<char> escaped)
    {
        var bytes = new List<byte>(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '%')
            {
                if (!char.IsAscii(escaped[i]))
                {
                    return null;
                }

                bytes.Add((byte)escaped[i]);
            }
            else if (i + 2 < escaped.Length && char.IsAsciiHexDigit(escaped[i + 1])
                && char.IsAsciiHexDigit(escaped[i + 2]))
            {
                bytes.Add(
                    byte.Parse(escaped.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return bytes;
    }

    private static string? Text(Encoding encoding, List<byte> bytes)
    {
        try
        {
            return encoding.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
