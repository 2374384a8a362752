namespace Peregrine;

/// <summary>
/// Reads the field <c>Link</c> as RFC 8288, appendix B.2 describes it: it never fails, and what follows something that
/// is no link is left out. One leniency is added: single quotes around a value are taken off, as other clients do it.
/// </summary>
internal static class LinkParser
{
    internal static IEnumerable<LinkValue> Parse(string text)
    {
        var at = 0;
        while (SkipToLink(text, ref at))
        {
            var end = text.IndexOf('>', at);
            if (end < 0)
            {
                yield break;
            }

            var target = text[(at + 1)..end].Trim();
            at = end + 1;
            yield return new LinkValue(target, Decoded(ReadParameters(text, ref at)));
        }
    }

    // Links are parted by commas; a list may hold empty elements (RFC 9110, section 5.6.1.2).
    private static bool SkipToLink(string text, ref int at)
    {
        while (Skip(text, ref at) == ',')
        {
            at++;
        }

        return at < text.Length && text[at] == '<';
    }

    // Of a repeated parameter the first counts.
    private static Dictionary<string, string> ReadParameters(string text, ref int at)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        while (Skip(text, ref at) == ';')
        {
            at++;
            Skip(text, ref at);
            var start = at;
            while (at < text.Length && text[at] is not ('=' or ';' or ',') && !IsSpace(text[at]))
            {
                at++;
            }

            var name = text[start..at].ToLowerInvariant();
            var value = Skip(text, ref at) == '=' ? ReadValue(text, ref at) : "";
            if (name.Length > 0)
            {
                parameters.TryAdd(name, value);
            }
        }

        return parameters;
    }

    private static string ReadValue(string text, ref int at)
    {
        at++;
        if (Skip(text, ref at) == '"')
        {
            return QuotedString.Read(text, ref at, out _);
        }

        var length = text.AsSpan(at).IndexOfAny(';', ',');
        var value = text.AsSpan(at, length < 0 ? text.Length - at : length);
        at += value.Length;
        value = value.Trim();
        return (value is ['\'', .., '\''] ? value[1..^1] : value).ToString();
    }

    // `title*` says in full what `title` says in ASCII, so it wins (RFC 8288, appendix B.2; RFC 8187); it stays beside
    // it as it was written.
    private static Dictionary<string, string> Decoded(Dictionary<string, string> parameters)
    {
        foreach (var (name, value) in parameters.Where(one => one.Key is [_, .., '*']).ToList())
        {
            if (ExtendedValue.Decode(value) is { } text)
            {
                parameters[name[..^1]] = text;
            }
        }

        return parameters;
    }

    // Skips white space and gives the character that follows, or 0 at the end.
    private static char Skip(string text, ref int at)
    {
        while (at < text.Length && IsSpace(text[at]))
        {
            at++;
        }

        return at < text.Length ? text[at] : '\0';
    }

    private static bool IsSpace(char c) => c is ' ' or '\t';
}
