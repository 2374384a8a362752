using System.Net;

namespace Peregrine;

/// <summary>Finds what stands in elements of XML that are named like secrets: text, CDATA, inner elements. Pure.
/// </summary>
internal sealed class SecretElements(string text, SecretNameRule rule, List<HiddenSpan> spans)
{
    private const int LongestTag = 256;
    private const int LongestElement = 64 * 1024;
    private const string CData = "<![CDATA[";
    private int _until;

    /// <summary>Adds what the element holds whose first tag ends here.</summary>
    internal void Take(int close)
    {
        var from = Math.Max(0, close - LongestTag);
        var open = text.AsSpan(from, close - from).LastIndexOf('<');
        if (open < 0 || close < _until || text[close - 1] == '/')
        {
            return;
        }

        var tag = text.AsSpan(from + open + 1, close - from - open - 1);
        var space = tag.IndexOfAny(QuotedText.Spaces);
        var full = space < 0 ? tag : tag[..space];
        var name = full[(full.IndexOf(':') + 1)..];
        if (!name.IsEmpty && name[0] is not ('/' or '?' or '!') && rule.IsMember(name))
        {
            TakeContent(close + 1, EndOf(close + 1, full));
        }
    }

    // Where its last tag begins; without one, the element ends at the next tag.
    private int EndOf(int at, ReadOnlySpan<char> name)
    {
        var rest = text.AsSpan(at, Math.Min(text.Length - at, LongestElement));
        return rest.IndexOf($"</{name}") is var end && end >= 0 ? at + end : -1;
    }

    private void TakeContent(int at, int end)
    {
        do
        {
            var next = text.IndexOf('<', at);
            TakeText(at, next < 0 ? text.Length : next, isWhole: next >= 0);
            if (next >= 0 && text.AsSpan(next).StartsWith(CData))
            {
                at = next + CData.Length;
                next = text.IndexOf("]]>", at, StringComparison.Ordinal);
                Add(at, next < 0 ? text.Length : next, next < 0 ? null : text[at..next]);
                at = next < 0 ? text.Length : next + 3;
                _until = at;
            }
            else
            {
                var inner = next < 0 || end < 0 ? -1 : text.IndexOf('>', next);
                at = inner < 0 ? text.Length : inner + 1;
            }
        }
        while (at < end);
        _until = Math.Max(_until, end);
    }

    private void TakeText(int at, int end, bool isWhole)
    {
        var value = text[at..end];
        if (!string.IsNullOrWhiteSpace(value))
        {
            Add(at, end, isWhole ? WebUtility.HtmlDecode(value.Trim()) : null);
        }
    }

    private void Add(int at, int end, string? value)
    {
        if (end > at)
        {
            spans.Add(new HiddenSpan(at, end, value));
        }
    }
}
