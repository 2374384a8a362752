namespace Peregrine;

/// <summary>Resolves a reference against an absolute URL (RFC 3986, section 5.2), as a <c>Location</c> needs it.</summary>
internal static class UrlReference
{
    /// <exception cref="InvalidUrlException">The result can't be used.</exception>
    internal static UrlText Resolve(UrlText from, string reference)
    {
        reference = reference.Trim(' ');
        if (SchemeOf(reference) is not null)
        {
            return UrlText.Parse(reference);
        }

        if (reference.Length > 1 && reference[0] is '/' or '\\' && reference[1] is '/' or '\\' && reference[..2].Contains('\\', StringComparison.Ordinal))
        {
            throw UrlText.Refused(reference, "backslashes stand in the place of the slashes before a host");
        }

        if (reference.StartsWith("//", StringComparison.Ordinal))
        {
            return UrlText.Parse($"{from.Scheme}:{reference}");
        }

        var (path, query, fragment) = UrlText.Split(reference);
        path = path.Replace('\\', '/');
        if (path.Length == 0)
        {
            (path, query) = (from.Path, query ?? from.Query);
        }
        else if (path[0] != '/')
        {
            path = string.Concat(from.Path.AsSpan(0, from.Path.LastIndexOf('/') + 1), path);
        }

        return UrlText.Parse(
            $"{from.Scheme}://{from.Host}:{from.Port}{path}{(query is null ? "" : "?" + query)}{(fragment is null ? "" : "#" + fragment)}");
    }

    private static string? SchemeOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(text[0]) && text.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0 ? text[..colon] : null;
    }
}
