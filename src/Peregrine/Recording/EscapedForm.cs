using System.Globalization;
using System.Net;

namespace Peregrine;

/// <summary>
/// A text with some of its escapes undone, and where each character of it stands in the text. Programs escape more or
/// less of a value, so a value is looked for in what the escapes mean. Pure.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Places">The place of each character, and behind them the length; null where they are the same.</param>
internal sealed record EscapedForm(string Text, int[]? Places)
{
    private const int LongestEntity = 10;

    /// <summary>
    /// The text, and what it means as JSON, a URL, a form, HTML, a URL or JSON inside JSON, or a URL inside a URL. A
    /// byte that a URL escapes is one character here.
    /// </summary>
    internal static IEnumerable<EscapedForm> All(string text)
    {
        var plain = new EscapedForm(text, null);
        var json = plain.Undo('\\', Json);
        var url = plain.Undo('%', Percent);
        foreach (var form in new[]
        {
            plain, json, url, plain.Undo('+', Plus), plain.Undo('&', Entity),
            plain.Undo('+', Plus)?.Undo('%', Percent), url?.Undo('%', Percent), url?.Undo('\\', Json),
            json?.Undo('\\', Json), json?.Undo('%', Percent), json?.Undo('+', Plus), json?.Undo('&', Entity),
            json?.Undo('+', Plus)?.Undo('%', Percent), json?.Undo('%', Percent)?.Undo('%', Percent),
            json?.Undo('\\', Json)?.Undo('%', Percent),
        })
        {
            if (form is not null)
            {
                yield return form;
            }
        }
    }

    /// <summary>A part of this text as a part of the text that it was made of.</summary>
    internal HiddenSpan Span(int start, int end) => Places is null
        ? new HiddenSpan(start, end, null)
        : new HiddenSpan(Places[start], Places[end], null);

    // Null where nothing is escaped so.
    private EscapedForm? Undo(char mark, Func<string, int, (int Length, char Meaning)> read)
    {
        var first = Text.IndexOf(mark, StringComparison.Ordinal);
        if (first < 0)
        {
            return null;
        }

        var text = Text.ToCharArray();
        var places = new int[text.Length + 1];
        var (count, isChanged) = (0, false);
        for (var at = 0; at < Text.Length;)
        {
            var (length, meaning) = Text[at] == mark ? read(Text, at) : (1, Text[at]);
            isChanged |= meaning != Text[at];
            (text[count], places[count]) = (meaning, PlaceOf(at));
            (at, count) = (at + length, count + 1);
        }

        places[count] = PlaceOf(Text.Length);
        return isChanged || count < text.Length ? new EscapedForm(new string(text, 0, count), places) : null;
    }

    private int PlaceOf(int at) => Places is null ? at : Places[at];

    private static (int Length, char Meaning) Json(string text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return (1, '\\');
        }

        return text[at + 1] switch
        {
            'u' when at + 6 <= text.Length && TryHex(text.AsSpan(at + 2, 4), out var code) => (6, (char)code),
            'n' => (2, '\n'),
            'r' => (2, '\r'),
            't' => (2, '\t'),
            'b' => (2, '\b'),
            'f' => (2, '\f'),
            '"' or '\\' or '/' or '\'' => (2, text[at + 1]),
            _ => (1, '\\'),
        };
    }

    private static (int Length, char Meaning) Percent(string text, int at) =>
        at + 3 <= text.Length && TryHex(text.AsSpan(at + 1, 2), out var code) ? (3, (char)code) : (1, '%');

    private static (int Length, char Meaning) Plus(string text, int at) => (1, ' ');

    private static (int Length, char Meaning) Entity(string text, int at)
    {
        var length = text.AsSpan(at, Math.Min(LongestEntity, text.Length - at)).IndexOf(';') + 1;
        return length > 0 && WebUtility.HtmlDecode(text.Substring(at, length)) is [var meaning]
            ? (length, meaning)
            : (1, '&');
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out int code) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
}
