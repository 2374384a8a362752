using System.Buffers;

namespace Peregrine;

/// <summary>
/// Finds the values that stand under secret names in a text of any kind: members of JSON, also of JSON that is a text
/// in JSON, a line of a stream, or cut; <c>name=value</c> pairs; elements of XML; the userinfo of a URL. It reads
/// letters and no grammar, so that a damaged text hides as much as a whole one. Pure.
/// </summary>
internal sealed class SecretScan(string text, SecretNameRule rule, List<HiddenSpan> spans)
{
    private const int LongestName = 128;
    private static readonly SearchValues<char> Marks = SearchValues.Create(":=>");
    private static readonly SearchValues<char> AfterPair = SearchValues.Create("& \t\r\n\"'<>\\");
    private static readonly SearchValues<char> AfterAuthority = SearchValues.Create("/?# \t\r\n\"'<>\\");
    private static readonly string[] AuthorityMarks = ["://", @":\/\/", "%3A%2F%2F"];
    private readonly SecretTree _tree = new(text, spans);
    private readonly SecretElements _elements = new(text, rule, spans);
    private bool? _isOAuth;
    private int _quotedAt; // How far quotes were counted.
    private bool _isQuoted;

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
                _elements.Take(at);
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
        while (end > 0 && QuotedText.Spaces.Contains(text[end], StringComparison.Ordinal))
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
        if (IsSecret(name.Contains('\\') ? QuotedText.Unescaped(name) : name))
        {
            TakeValue(colon + 1, isNumberToo: !name.EndsWith("tokens", StringComparison.OrdinalIgnoreCase));
        }
    }

    // The code of a request for a token is as good as one.
    private bool IsSecret(ReadOnlySpan<char> name) => rule.IsMember(name)
        || (name.SequenceEqual("code")
            && (_isOAuth ??= text.Contains("grant_type", StringComparison.OrdinalIgnoreCase)) == true);

    private void TakeValue(int at, bool isNumberToo)
    {
        at = QuotedText.SkipSpaces(text, at);
        var quote = at;
        while (quote < text.Length && text[quote] == '\\')
        {
            quote++;
        }

        if (quote >= text.Length)
        {
            return;
        }

        if (text[quote] is '"' or '\'')
        {
            _tree.TakeQuoted(quote, quote - at);
        }
        else if (text[at] is '[' or '{')
        {
            _tree.Take(at, isNumberToo);
        }
        else if (isNumberToo && (char.IsAsciiDigit(text[at]) || text[at] == '-'))
        {
            _tree.TakeNumber(at);
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
            if (!EndsText(equals, quote, quote - at))
            {
                _tree.TakeQuoted(quote, quote - at);
            }

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

    // "token=" with nothing behind it: the quote is the end of a text, and begins no value.
    private bool EndsText(int equals, int quote, int slashes)
    {
        if (slashes > 0)
        {
            var next = QuotedText.SkipSpaces(text, quote + 1);
            return next < text.Length && text[next] is (',' or '}' or ']');
        }

        _isQuoted = QuotedText.IsOpen(text, _quotedAt, equals, _isQuoted);
        _quotedAt = equals;
        return _isQuoted && text[quote] == '"';
    }

    private void TakeUserInfo(int at)
    {
        var length = text.AsSpan(at).IndexOfAny(AfterAuthority);
        var authority = text.AsSpan(at, length < 0 ? text.Length - at : length);
        if (authority.LastIndexOf('@') is var end && end > 0)
        {
            var user = authority[..end].ToString();
            var colon = user.IndexOf(':', StringComparison.Ordinal);
            var secret = colon < 0 || colon == user.Length - 1 ? user.TrimEnd(':') : user[(colon + 1)..];
            spans.Add(new HiddenSpan(at, at + end, SecretPairs.Unescaped(secret, isForm: false)));
        }
    }

    /// <summary>
    /// Adds the end of a text that was cut where the address of a URL is not whole: it may be its user and password.
    /// </summary>
    internal static void FindTail(string text, List<HiddenSpan> spans)
    {
        foreach (var mark in AuthorityMarks)
        {
            var at = text.LastIndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && !text.AsSpan(at + mark.Length).ContainsAny(AfterAuthority)
                && !text.AsSpan(at + mark.Length).Contains("%2F", StringComparison.OrdinalIgnoreCase))
            {
                spans.Add(new HiddenSpan(at + mark.Length, text.Length, null));
            }
        }
    }

    private static bool IsOfName(char c) =>
        char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '%' or '$' or '[' or ']';
}
