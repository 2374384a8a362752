using System.Buffers;
using System.Net;

namespace Peregrine;

/// <summary>
/// Finds the values that stand under secret names in a text of any kind: members of JSON, also of JSON that is a text
/// in JSON, a line of a stream, or cut; <c>name=value</c> pairs; elements of XML; the userinfo of a URL. It reads
/// letters and no grammar, so that a damaged text hides as much as a whole one. Pure.
/// </summary>
internal sealed class SecretScan(string text, SecretNameRule rule, List<HiddenSpan> spans)
{
    private const int LongestName = 128;
    private const string Spaces = " \t\r\n";
    private static readonly SearchValues<char> Marks = SearchValues.Create(":=>");
    private static readonly SearchValues<char> AfterPair = SearchValues.Create("& \t\r\n\"'<>\\");
    private static readonly SearchValues<char> AfterAuthority = SearchValues.Create("/?# \t\r\n\"'<>\\");
    private static readonly SearchValues<char> NotInNumber = SearchValues.Create("}], \t\r\n\"'\\");
    private int _secretUntil; // The end of an object under a secret name.

    /// <summary>Adds what the text hides.</summary>
    internal static void Find(string text, SecretNameRule rule, List<HiddenSpan> spans) =>
        new SecretScan(text, rule, spans).Run();

    private void Run()
    {
        for (var at = 0; at < text.Length; at++)
        {
            var found = text.AsSpan(at).IndexOfAny(Marks);
            if (found < 0)
            {
                return;
            }

            at += found;
            if (text[at] == '=')
            {
                at = Math.Max(at, TakePair(at)); // Else the end of token=token=… would be looked for at each of them.
            }
            else if (text[at] == '>')
            {
                TakeElement(at);
            }
            else if (text.AsSpan(at).StartsWith("://"))
            {
                TakeUserInfo(at + 3);
            }
            else
            {
                TakeMember(at);
            }
        }
    }

    // "name": value, where each quote may have backslashes before it.
    private void TakeMember(int colon)
    {
        var end = colon - 1;
        while (end > 0 && Spaces.Contains(text[end], StringComparison.Ordinal))
        {
            end--;
        }

        if (end < 1 || text[end] is not ('"' or '\''))
        {
            return;
        }

        var slashes = QuotedText.SlashesBefore(text, end);
        var from = Math.Max(0, end - slashes - LongestName);
        var open = text.AsSpan(from, end - slashes - from).LastIndexOf(text[end]);
        if (open < 0)
        {
            return;
        }

        var name = text.AsSpan(from + open + 1, end - slashes - from - open - 1);
        var isInside = colon < _secretUntil && !SecretNames.IsAbout(name);
        if (isInside || rule.IsMember(name.Contains('\\') ? QuotedText.Unescaped(name) : name))
        {
            TakeValue(
                colon + 1,
                isNumberToo: !isInside && !name.EndsWith("tokens", StringComparison.OrdinalIgnoreCase));
        }
    }

    // Gives the place behind the value, or -1 where there is none to hide.
    private int TakeValue(int at, bool isNumberToo)
    {
        at = SkipSpaces(at);
        var quote = at;
        while (quote < text.Length && text[quote] == '\\')
        {
            quote++;
        }

        if (quote >= text.Length)
        {
            return -1;
        }

        if (text[quote] is '"' or '\'')
        {
            return TakeQuoted(quote, quote - at);
        }

        if (text[at] == '[')
        {
            TakeItems(at + 1, isNumberToo);
        }
        else if (text[at] == '{')
        {
            _secretUntil = at < _secretUntil ? _secretUntil : QuotedText.EndOfObject(text, at);
        }
        else if (isNumberToo && (char.IsAsciiDigit(text[at]) || text[at] == '-'))
        {
            return TakeNumber(at);
        }

        return -1;
    }

    private int TakeQuoted(int quote, int slashes)
    {
        var end = QuotedText.EndOf(text, quote, slashes, out var isWhole);
        if (end > quote + 1)
        {
            var inner = text.AsSpan(quote + 1, end - quote - 1);
            spans.Add(new HiddenSpan(quote + 1, end, isWhole ? QuotedText.Unescaped(inner) : null));
        }

        return end + slashes + 1;
    }

    private int TakeNumber(int at)
    {
        var length = text.AsSpan(at).IndexOfAny(NotInNumber);
        var end = length < 0 ? text.Length : at + length;
        spans.Add(new HiddenSpan(at, end, text[at..end]));
        return end;
    }

    private void TakeItems(int at, bool isNumberToo)
    {
        while (at >= 0 && at < text.Length && text[at] != ']')
        {
            at = SkipSpaces(TakeValue(at, isNumberToo));
            at = at >= 0 && at < text.Length && text[at] == ',' ? at + 1 : at;
        }
    }

    // name=value; the value ends where a pair of a query or an attribute does. Gives its end, or -1.
    private int TakePair(int equals)
    {
        var from = Math.Max(0, equals - LongestName);
        var start = equals;
        while (start > from && IsOfName(text[start - 1]))
        {
            start--;
        }

        var name = text.AsSpan(start, equals - start);
        if (name.IsEmpty || !rule.IsParameter(name.Contains('%') ? Uri.UnescapeDataString(name.ToString()) : name))
        {
            return -1;
        }

        var at = equals + 1;
        var quote = at;
        while (quote < text.Length && text[quote] == '\\')
        {
            quote++;
        }

        if (quote < text.Length && text[quote] is '"' or '\'')
        {
            TakeQuoted(quote, quote - at);
            return -1;
        }

        var length = text.AsSpan(at).IndexOfAny(AfterPair);
        var end = length < 0 ? text.Length : at + length;
        if (end == at || text[at] is '=' or '>')
        {
            return -1;
        }

        SecretPairs.Add(at, end, text[at..end].TrimEnd(';', ',', ')', '}', ']'), spans);
        return end - 1;
    }

    // <name …>value</name>
    private void TakeElement(int close)
    {
        var from = Math.Max(0, close - (2 * LongestName));
        var open = text.AsSpan(from, close - from).LastIndexOf('<');
        if (open < 0 || text[close - 1] == '/')
        {
            return;
        }

        var tag = text.AsSpan(from + open + 1, close - from - open - 1);
        var space = tag.IndexOfAny(Spaces);
        var name = space < 0 ? tag : tag[..space];
        name = name[(name.IndexOf(':') + 1)..];
        if (name.IsEmpty || name[0] is '/' or '?' or '!' || !rule.IsMember(name))
        {
            return;
        }

        var length = text.AsSpan(close + 1).IndexOf('<');
        var end = length < 0 ? text.Length : close + 1 + length;
        var value = text[(close + 1)..end];
        if (!string.IsNullOrWhiteSpace(value))
        {
            spans.Add(new HiddenSpan(close + 1, end, length < 0 ? null : WebUtility.HtmlDecode(value.Trim())));
        }
    }

    private void TakeUserInfo(int at)
    {
        var length = text.AsSpan(at).IndexOfAny(AfterAuthority);
        var authority = text.AsSpan(at, length < 0 ? text.Length - at : length);
        if (authority.LastIndexOf('@') is var end && end > 0)
        {
            var user = authority[..end].ToString();
            var colon = user.IndexOf(':', StringComparison.Ordinal);
            spans.Add(new HiddenSpan(
                at, at + end, colon < 0 ? null : SecretPairs.Unescaped(user[(colon + 1)..], isForm: false)));
        }
    }

    private int SkipSpaces(int at)
    {
        while (at >= 0 && at < text.Length && Spaces.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        return at;
    }

    private static bool IsOfName(char c) =>
        char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '%' or '$' or '[' or ']';
}
