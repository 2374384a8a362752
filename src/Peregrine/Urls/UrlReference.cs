namespace Peregrine;

/// <summary>
/// Resolves a reference against an absolute URL (RFC 3986, section 5.2), as a <c>Location</c> and a link need it.
/// </summary>
internal static class UrlReference
{
    /// <exception cref="InvalidUrlException">The result can't be used.</exception>
    internal static ParsedUrl Resolve(ParsedUrl from, string reference)
    {
        reference = ParsedUrl.Trimmed(reference);
        if (!SchemeOf(reference).IsEmpty)
        {
            return ParsedUrl.Parse(reference);
        }

        if (IsSlash(reference, 0) && IsSlash(reference, 1))
        {
            return reference.StartsWith("//", StringComparison.Ordinal)
                ? ParsedUrl.Parse($"{from.Scheme}:{reference}")
                : throw ParsedUrl.Refused(reference, "backslashes stand in the place of the slashes before a host");
        }

        var (path, query, fragment) = ParsedUrl.Split(reference);
        return path.Length == 0
            ? from.At(from.Path, query ?? from.Query, fragment)
            : from.At(IsSlash(path, 0) ? path : from.Path[..(from.Path.LastIndexOf('/') + 1)] + path, query, fragment);
    }

    /// <summary>The scheme at the front of a text (RFC 3986, section 3.1); empty when there is none.</summary>
    internal static ReadOnlySpan<char> SchemeOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
        {
            return [];
        }

        var end = 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '+' or '-' or '.'))
        {
            end++;
        }

        return end < text.Length && text[end] == ':' ? text[..end] : [];
    }

    private static bool IsSlash(string text, int at) => at < text.Length && text[at] is '/' or '\\';
}
