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
        var from = 0;
        for (var i = 0; i < spans.Count;)
        {
            var (start, end) = (spans[i].Start, spans[i].End);
            for (i++; i < spans.Count && spans[i].Start < end; i++)
            {
                end = Math.Max(end, spans[i].End);
            }

            var quote = QuoteFor(text, start, end);
            shown.Append(text, from, start - from).Append(quote).Append(Redaction.Mask).Append(quote);
            from = end;
        }

        return shown.Append(text, from, text.Length - from).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Start} to {End}";

    // In the place of a number of JSON a text needs quotes, with the backslashes of the quotes around it.
    private static string QuoteFor(string text, int start, int end)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        var after = text.AsSpan(end).TrimStart();
        if (text.AsSpan(start, end - start).ContainsAnyExcept(OfNumber) || before.IsEmpty
            || before[^1] is not (':' or ',' or '[') || (!after.IsEmpty && after[0] is not (',' or '}' or ']')))
        {
            return "";
        }

        var quote = before.LastIndexOf('"');
        return quote < 0 || (before[^1] == ':' && before[..^1].TrimEnd() is not [.., '"'])
            ? ""
            : new string('\\', QuotedText.SlashesBefore(text, quote)) + '"';
    }
}
