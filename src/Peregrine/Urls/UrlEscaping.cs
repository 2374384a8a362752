using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>
/// Percent-encoding. Escapes that stand in a text already are left as they were written; only what may not stand there
/// is escaped (the sets of the URL standard of WHATWG, section 1.3). A value in a hole or a query is data, so all of it
/// is escaped.
/// </summary>
internal static class UrlEscaping
{
    private const string HexDigits = "0123456789ABCDEF";

    private static readonly SearchValues<char> PathSafe = PrintableExcept("\"#<>?\\^`{}");
    private static readonly SearchValues<char> QuerySafe = PrintableExcept("\"#'<>");
    private static readonly SearchValues<char> FragmentSafe = PrintableExcept("\"<>`");
    private static readonly SearchValues<char> FormSafe =
        SearchValues.Create("*-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    internal static string Path(string text) => Escape(text, PathSafe);

    internal static string Query(string text) => Escape(text, QuerySafe);

    internal static string Fragment(string text) => Escape(text, FragmentSafe);

    /// <summary>A value as data: everything but the unreserved characters is escaped (RFC 3986, section 2.3).</summary>
    internal static string Data(string text) => Uri.EscapeDataString(text);

    /// <summary>A value of an urlencoded form: a space is a plus sign (URL standard of WHATWG, section 5.2).</summary>
    internal static string Form(string text) => Escape(text, FormSafe).Replace("%20", "+", StringComparison.Ordinal);

    private static string Escape(string text, SearchValues<char> safe)
    {
        var first = text.AsSpan().IndexOfAnyExcept(safe);
        if (first < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text, 0, first, text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            if (rune.IsAscii && safe.Contains((char)rune.Value))
            {
                escaped.Append((char)rune.Value);
                continue;
            }

            foreach (var one in utf8[..rune.EncodeToUtf8(utf8)])
            {
                escaped.Append('%').Append(HexDigits[one >> 4]).Append(HexDigits[one & 0xF]);
            }
        }

        return escaped.ToString();
    }

    // '!' to '~': a space, a control and whatever is not ASCII never stands in a URL as it is.
    private static SearchValues<char> PrintableExcept(string escaped)
    {
        Span<char> safe = stackalloc char['~' - '!' + 1];
        var count = 0;
        for (var c = '!'; c <= '~'; c++)
        {
            if (!escaped.Contains(c, StringComparison.Ordinal))
            {
                safe[count++] = c;
            }
        }

        return SearchValues.Create(safe[..count]);
    }
}
