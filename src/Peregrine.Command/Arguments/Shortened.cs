using System.Buffers;

namespace Peregrine;

/// <summary>What the user typed, for a message: where a name was meant, a whole line with a secret may stand.</summary>
internal static class Shortened
{
    private const int Longest = 40;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'{}=:@");

    /// <summary>The text up to what no name holds.</summary>
    internal static string Name(string text)
    {
        var end = text.AsSpan().IndexOfAny(Ends);
        end = Math.Min(end < 0 ? text.Length : end, Longest);
        return PrintableText.Line(text[..end]) + (end < text.Length ? "…" : "");
    }

    /// <summary>An address without what may be a secret: who is asking, and its query.</summary>
    internal static string Address(string text)
    {
        var begin = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var end = text.AsSpan().IndexOfAny("?#");
        end = end < begin ? text.Length : end;
        var user = text.AsSpan(begin, end - begin).LastIndexOf('@') + 1;
        return Line(text[..begin] + text[(begin + user)..end] + (end < text.Length ? "…" : ""));
    }

    /// <summary>The beginning of a text that holds no secret.</summary>
    internal static string Line(string text) =>
        PrintableText.Line(text.Length > Longest ? text[..Longest] + "…" : text);
}
