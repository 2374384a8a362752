using System.Buffers;

namespace Peregrine;

/// <summary>
/// The parts of a text that mean another text: a text of JSON with escapes, a value of a query or a form, a text of
/// XML. Each is read for itself, so that a quote that was escaped ends nothing outside of its part. Pure.
/// </summary>
internal static class EscapedParts
{
    private static readonly SearchValues<char> AroundUrl = SearchValues.Create("& \t\r\n\"'<>");
    private static readonly SearchValues<char> AroundHtml = SearchValues.Create("\"<>");
    private static readonly SearchValues<char> AroundLoose = SearchValues.Create(" \t\r\n\"'<>");

    internal static IEnumerable<EscapedForm> Of(string text)
    {
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            foreach (var part in Quoted(text).Concat(Runs(text, '\\', AroundLoose)))
            {
                if (part.AsJson() is { } json)
                {
                    yield return json;
                }
            }
        }

        foreach (var part in Runs(text, '%', AroundUrl))
        {
            if (part.AsUrl() is { } url)
            {
                yield return url;
            }

            if (part.WithSpaces()?.AsUrl() is { } form)
            {
                yield return form;
            }
        }

        foreach (var part in Runs(text, '&', AroundHtml))
        {
            if (part.AsHtml() is { } html)
            {
                yield return html;
            }
        }
    }

    // The texts of JSON that hold a backslash. A text ends with its line, so that a quote too many harms one line.
    private static IEnumerable<EscapedForm> Quoted(string text)
    {
        for (var at = 0; (at = text.IndexOf('"', at)) >= 0; at++)
        {
            var start = at + 1;
            var isEscaped = false;
            for (at = start; at < text.Length && text[at] is not ('"' or '\n'); at++)
            {
                var isEscape = text[at] == '\\';
                isEscaped |= isEscape;
                at += isEscape && at + 1 < text.Length ? 1 : 0;
            }

            if (isEscaped)
            {
                yield return new EscapedForm(text[start..at], null, start);
            }

            if (at >= text.Length)
            {
                yield break;
            }
        }
    }

    // What stands between marks that end a part, where it holds the first letter of an escape.
    private static IEnumerable<EscapedForm> Runs(string text, char mark, SearchValues<char> around)
    {
        for (var at = 0; at < text.Length && (at = text.IndexOf(mark, at)) >= 0;)
        {
            var start = text.AsSpan(0, at).LastIndexOfAny(around) + 1;
            var length = text.AsSpan(at).IndexOfAny(around);
            var end = length < 0 ? text.Length : at + length;
            yield return new EscapedForm(text[start..end], null, start);
            at = end;
        }
    }
}
