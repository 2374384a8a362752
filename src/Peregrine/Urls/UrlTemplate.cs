namespace Peregrine;

/// <summary>
/// The path of an interpolated URL as its program wrote it, put below a base URL as the URL itself is.
/// </summary>
internal static class UrlTemplate
{
    /// <summary>
    /// The template of a whole path: below the base URL's where it is relative, without scheme and host.
    /// </summary>
    internal static string Below(ParsedUrl? baseUrl, TemplatedUrlParts parts)
    {
        var template = parts.Template;
        if (parts.StartsWithUrl)
        {
            return template;
        }

        var scheme = template.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && template.AsSpan(0, scheme).IndexOfAny('/', '{') < 0)
        {
            var path = template.IndexOf('/', scheme + 3);
            return path < 0 ? "/" : template[path..];
        }

        return $"{baseUrl?.Path.TrimEnd('/')}/{template.TrimStart('/')}";
    }

    /// <summary>
    /// Whether a path may have been made of a template: its fixed parts stand there in their order. A request that was
    /// changed on its way goes to another one.
    /// </summary>
    internal static bool Fits(string template, string path)
    {
        var end = path.AsSpan().IndexOfAny('?', '#');
        var rest = end < 0 ? path.AsSpan() : path.AsSpan(0, end);
        var isFirst = true;
        var left = template.AsSpan();
        while (true)
        {
            var open = left.IndexOf('{');
            var part = open < 0 ? left : left[..open];
            var at = isFirst ? (rest.StartsWith(part) ? 0 : -1)
                : open < 0 ? (rest.EndsWith(part) ? rest.Length - part.Length : -1)
                : rest.IndexOf(part);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
            if (open < 0)
            {
                return !isFirst || rest.IsEmpty;
            }

            isFirst = false;
            left = left[open..];
            left = left[(left.IndexOf('}') + 1)..];
        }
    }
}
