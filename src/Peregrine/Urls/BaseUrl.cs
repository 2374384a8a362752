namespace Peregrine;

/// <summary>A base URL is a prefix: what a call adds is appended to its path, never resolved against it.</summary>
internal static class BaseUrl
{
    /// <summary>The absolute URL that a call's text means.</summary>
    /// <exception cref="InvalidUrlException">The text is relative and there is no base, or the URL can't be
    /// used.</exception>
    internal static ParsedUrl Join(ParsedUrl? prefix, string text)
    {
        text = ParsedUrl.Trimmed(text);
        if (prefix is null || ParsedUrl.IsAbsolute(text))
        {
            return ParsedUrl.ParseOwn(text);
        }

        if (text.Length == 0)
        {
            return prefix;
        }

        var (path, query, fragment) = text.AsSpan().ContainsAny('?', '#') ? ParsedUrl.Split(text) : (text, null, null);
        var joined = prefix.At(Append(prefix.Path, path), query, fragment);
        return prefix.Query is null ? joined : joined with { Query = Both(prefix.Query, joined.Query) };
    }

    /// <summary>Two queries one after the other; null when there is neither.</summary>
    internal static string? Both(string? first, string? second) =>
        string.IsNullOrEmpty(second) ? first : string.IsNullOrEmpty(first) ? second : $"{first}&{second}";

    private static string Append(string prefix, string path) =>
        path.Length == 0 ? prefix
        : prefix is "/" && path.StartsWith('/') ? path
        : string.Concat(prefix, prefix.EndsWith('/') ? "" : "/", path.AsSpan(path.StartsWith('/') ? 1 : 0));
}
