using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>A part of a text that is a secret.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
/// <param name="Value">The secret with the escapes of its place undone; null where it is known already, or
/// cut.</param>
internal readonly record struct HiddenSpan(int Start, int End, string? Value)
{
    private static readonly SearchValues<char> OfNumber = SearchValues.Create("0123456789+-.eE");

    /// <summary>The text with a mask in place of each span; spans may overlap and stand in any order.</summary>
    internal static string Hide(string text, List<HiddenSpan> spans)
    {
        if (spans.Count == 0)
        {
            return text;
        }

        spans.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var shown = new StringBuilder(text.Length);
        var (from, isQuoted) = (0, false);
        for (var i = 0; i < spans.Count;)
        {
            var (start, end) = (spans[i].Start, spans[i].End);
            isQuoted = QuotedText.IsOpen(text, from, start, isQuoted);
            if (!isQuoted && NumberAround(text, from, start, end) is var (first, last))
            {
                (start, end) = (first, last);
            }

            for (i++; i < spans.Count && spans[i].Start < end; i++)
            {
                end = Math.Max(end, spans[i].End);
            }

            var quote = QuoteFor(text, start, end, isQuoted);
            shown.Append(text, from, start - from).Append(quote).Append(Redaction.Mask).Append(quote);
            isQuoted = QuotedText.IsOpen(text, start, end, isQuoted);
            from = end;
        }

        return shown.Append(text, from, text.Length - from).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Start} to {End}";

    // A part of a number of JSON is hidden with all of the number: three stars in it would be no JSON.
    private static (int Start, int End)? NumberAround(string text, int from, int start, int end)
    {
        if (text.AsSpan(start, end - start).ContainsAnyExcept(OfNumber))
        {
            return null;
        }

        var before = text.AsSpan(from, start - from);
        var first = from + before.LastIndexOfAnyExcept(OfNumber) + 1;
        var rest = text.AsSpan(end).IndexOfAnyExcept(OfNumber);
        var last = rest < 0 ? text.Length : end + rest;
        before = text.AsSpan(0, first).TrimEnd();
        var after = text.AsSpan(last).TrimStart();
        return before is [.., ':' or ',' or '['] && after is [] or [',' or '}' or ']', ..] ? (first, last) : null;
    }

    // In the place of a number of JSON a text needs quotes, with the backslashes of the quotes around it.
    private static string QuoteFor(string text, int start, int end, bool isQuoted)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        var after = text.AsSpan(end).TrimStart();
        if (text.AsSpan(start, end - start).ContainsAnyExcept(OfNumber) || before.IsEmpty
            || before[^1] is not (':' or ',' or '[') || (!after.IsEmpty && after[0] is not (',' or '}' or ']')))
        {
            return "";
        }

        var quote = before.LastIndexOf('"');
        return quote < 0 || (isQuoted && QuotedText.SlashesBefore(text, quote) == 0)
            || (before[^1] == ':' && before[..^1].TrimEnd() is not [.., '"'])
            ? ""
            : new string('\\', QuotedText.SlashesBefore(text, quote)) + '"';
    }
}
