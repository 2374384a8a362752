namespace Peregrine;

/// <summary>
/// The path of an interpolated URL as its program wrote it, put below a base URL as the URL itself is.
/// </summary>
internal static class UrlTemplate
{
    /// <summary>The template of a whole path: below the base URL's where it is relative, without scheme and host.
    /// </summary>
    internal static string Below(ParsedUrl? baseUrl, string template)
    {
        if (ParsedUrl.IsHttp(template))
        {
            var path = template.IndexOf('/', template.IndexOf("://", StringComparison.Ordinal) + 3);
            return path < 0 ? "/" : template[path..];
        }

        return template.StartsWith('{') ? template
            : $"{baseUrl?.Path.TrimEnd('/')}/{template.TrimStart('/')}";
    }
}
