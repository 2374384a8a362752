using System.Globalization;
using System.Net;

namespace Peregrine;

/// <summary>
/// A text with some of its escapes undone, and where each character of it stands in the text. Programs escape more or
/// less of a value, so a value is looked for in what the escapes mean. Pure.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Places">The place of each character, and behind them the length; null where each stands
/// <paramref name="Offset"/> further on.</param>
/// <param name="Offset">Where the text begins, when it has no places.</param>
internal sealed record EscapedForm(string Text, int[]? Places, int Offset = 0)
{
    private const int LongestEntity = 10;
    private const char JsonMark = '\\';
    private const char PercentMark = '%';
    private const char PlusMark = '+';
    private const char EntityMark = '&';

    /// <summary>
    /// The text, and what it means as JSON, a URL, a form, HTML, a URL or JSON inside JSON, or a URL inside a URL. A
    /// byte that a URL escapes is one character here. Each is made when it is asked for, because it is a copy of the
    /// text; one that changes nothing is not made.
    /// </summary>
    internal static IEnumerable<EscapedForm> All(string text)
    {
        var plain = new EscapedForm(text, null);
        yield return plain;
        foreach (var form in plain.Then(PercentMark, static url => url.Then(PercentMark).Concat(url.Then(JsonMark)))
            .Concat(plain.Then(PlusMark, static form => form.Then(PercentMark)))
            .Concat(plain.Then(EntityMark))
            .Concat(plain.Then(JsonMark, OfJson)))
        {
            yield return form;
        }
    }

    /// <summary>A part of this text as a part of the text that it was made of.</summary>
    internal HiddenSpan Span(int start, int end, string? value = null) =>
        new(PlaceOf(start), PlaceOf(end), value);

    /// <summary>What it means as JSON; null where that is the same.</summary>
    internal EscapedForm? AsJson() => Undo(JsonMark, Json);

    /// <summary>What it means as a URL; null where that is the same.</summary>
    internal EscapedForm? AsUrl() => Undo(PercentMark, Percent);

    /// <summary>What it means as HTML or XML; null where that is the same.</summary>
    internal EscapedForm? AsHtml() => Undo(EntityMark, Entity);

    /// <summary>With spaces in place of plus signs, as in forms; null where there are none.</summary>
    internal EscapedForm? WithSpaces() => Text.Contains(PlusMark, StringComparison.Ordinal)
        ? this with { Text = Text.Replace(PlusMark, ' ') }
        : null;

    private static IEnumerable<EscapedForm> OfJson(EscapedForm json) => json
        .Then(JsonMark, static inner => inner.Then(PercentMark))
        .Concat(json.Then(PercentMark, static url => url.Then(PercentMark)))
        .Concat(json.Then(PlusMark, static form => form.Then(PercentMark)))
        .Concat(json.Then(EntityMark));

    // One form, and those that are made of it, each when it is asked for.
    private IEnumerable<EscapedForm> Then(char mark, Func<EscapedForm, IEnumerable<EscapedForm>>? more = null)
    {
        var made = mark switch
        {
            JsonMark => AsJson(),
            PercentMark => AsUrl(),
            PlusMark => WithSpaces(),
            _ => AsHtml(),
        };
        if (made is not null)
        {
            yield return made;
            foreach (var form in more?.Invoke(made) ?? [])
            {
                yield return form;
            }
        }
    }

    // Null where nothing is escaped so.
    private EscapedForm? Undo(char mark, Func<string, int, (int Length, char Meaning)> read)
    {
        if (!Changes(mark, read))
        {
            return null;
        }

        var text = new char[Text.Length];
        var places = new int[Text.Length + 1];
        var count = 0;
        for (var at = 0; at < Text.Length; count++)
        {
            var (length, meaning) = Text[at] == mark ? read(Text, at) : (1, Text[at]);
            (text[count], places[count]) = (meaning, PlaceOf(at));
            at += length;
        }

        places[count] = PlaceOf(Text.Length);
        return new EscapedForm(new string(text, 0, count), places);
    }

    private bool Changes(char mark, Func<string, int, (int Length, char Meaning)> read)
    {
        for (var at = 0; (at = Text.IndexOf(mark, at)) >= 0; at++)
        {
            if (read(Text, at).Length > 1)
            {
                return true;
            }
        }

        return false;
    }

    private int PlaceOf(int at) => Places is null ? Offset + at : Places[at];

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

    private static (int Length, char Meaning) Entity(string text, int at)
    {
        var length = text.AsSpan(at, Math.Min(LongestEntity, text.Length - at)).IndexOf(';') + 1;
        return length > 3 && WebUtility.HtmlDecode(text.Substring(at, length)) is [var meaning]
            ? (length, meaning)
            : (1, '&');
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out int code) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
}
