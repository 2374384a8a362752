namespace Peregrine;

/// <summary>A base URL is a prefix: what a call adds is appended to its path, never resolved against it.</summary>
internal static class BaseUrl
{
    /// <summary>The absolute URL that a call's text means.</summary>
    /// <exception cref="InvalidUrlException">The text is relative and there is no base, or the URL can't be used.</exception>
    internal static UrlText Join(UrlText? prefix, string text)
    {
        if (prefix is null || UrlText.IsAbsolute(text))
        {
            return UrlText.Parse(text);
        }

        if (text.Length == 0)
        {
            return prefix;
        }

        var (path, query, fragment) = UrlText.Split(text);
        var joined = UrlText.Parse($"{prefix.Scheme}://{prefix.Host}:{prefix.Port}{Append(prefix.Path, path)}{Mark('?', query)}{Mark('#', fragment)}");
        return joined with { UserInfo = prefix.UserInfo, Query = Both(prefix.Query, joined.Query) };
    }

    /// <summary>Two queries one after the other; null when there is neither.</summary>
    internal static string? Both(string? first, string? second) =>
        string.IsNullOrEmpty(second) ? first : string.IsNullOrEmpty(first) ? second : $"{first}&{second}";

    private static string Append(string prefix, string path) =>
        path.Length == 0 ? prefix : string.Concat(prefix.EndsWith('/') ? prefix : prefix + '/', path.AsSpan(path.StartsWith('/') ? 1 : 0));

    private static string Mark(char mark, string? text) => text is null ? "" : mark + text;
}
