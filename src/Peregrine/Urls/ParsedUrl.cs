
namespace Peregrine;

/// <summary>
/// The parts of an absolute http or https URL, each in the form in which it is sent. This is the library's only parser
/// of URLs: what is checked here is what is connected to. It reads as the URL standard of WHATWG does, and refuses
/// whatever another parser would take for another host (docs/dialect.md).
/// </summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>, or <c>http+unix</c> where code has written it.</param>
/// <param name="UserInfo">As written, without the at sign; null when it names no user.</param>
/// <param name="Host">In ASCII and lower case; an IPv6 address has its brackets.</param>
/// <param name="Port">The port, the scheme's own included.</param>
/// <param name="Path">Begins with a slash, and has no dot segments.</param>
/// <param name="Query">Without the question mark; null when there is none.</param>
/// <param name="Fragment">Without the hash sign; null when there is none.</param>
internal sealed record ParsedUrl(
    string Scheme, string? UserInfo, string Host, int Port, string Path, string? Query, string? Fragment)
{
    internal const string UnixStart = Origin.UnixScheme + "://";

    /// <summary>The URL as it is sent: without userinfo and fragment.</summary>
    internal string Text
    {
        get
        {
            var (port, mark) = (Port == UrlAuthority.PortOf(Scheme) ? "" : $":{Port}", Query is null ? "" : "?");
            return $"{Scheme}://{Host}{port}{Path}{mark}{Query}";
        }
    }

    /// <summary>Whether the text begins as an absolute http or https URL does.</summary>
    internal static bool IsHttp(ReadOnlySpan<char> text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text names a scheme and an authority, or means to: then a base URL plays no part.</summary>
    internal static bool IsAbsolute(ReadOnlySpan<char> text)
    {
        var scheme = UrlReference.SchemeOf(text);
        return !scheme.IsEmpty && (text[(scheme.Length + 1)..].StartsWith("//") || IsHttpScheme(scheme));
    }

    /// <summary>Parses an absolute URL.</summary>
    /// <exception cref="InvalidUrlException">It can't be used, or two parsers might see two hosts in it.</exception>
    internal static ParsedUrl Parse(string text)
    {
        text = Trimmed(text);
        if (!IsHttp(text))
        {
            throw Refused(text, WhyNotHttp(text));
        }

        var scheme = text[4] == ':' ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        var rest = text.AsSpan(scheme.Length + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        var (userInfo, host, port) = UrlAuthority.Parse(text, end < 0 ? rest : rest[..end], scheme);
        var (path, query, fragment) = Split(end < 0 ? "" : rest[end..]);
        return Create(scheme, userInfo, host, port, path, query, fragment);
    }

    /// <summary>
    /// Parses an absolute URL that code has written, not a server: it may name a Unix socket in the place of a host,
    /// percent-encoded: <c>http+unix://%2Frun%2Fdocker.sock/info</c>.
    /// </summary>
    /// <exception cref="InvalidUrlException">It can't be used.</exception>
    internal static ParsedUrl ParseOwn(string text)
    {
        text = Trimmed(text);
        if (!text.StartsWith(UnixStart, StringComparison.OrdinalIgnoreCase))
        {
            return Parse(text);
        }

        var rest = text.AsSpan(UnixStart.Length);
        var end = rest.IndexOfAny('/', '?', '#');
        var (path, query, fragment) = Split(end < 0 ? "" : rest[end..]);
        return Create(
            Origin.UnixScheme,
            null,
            UrlUnixHost.Parse(text, end < 0 ? rest : rest[..end]),
            UrlAuthority.PortOf(Origin.UnixScheme),
            path,
            query,
            fragment);
    }

    /// <summary>Path, query and fragment of a text that has no authority, as they are written there.</summary>
    internal static (string Path, string? Query, string? Fragment) Split(ReadOnlySpan<char> text)
    {
        var hash = text.IndexOf('#');
        var beforeHash = hash < 0 ? text : text[..hash];
        var mark = beforeHash.IndexOf('?');
        var path = mark < 0 ? beforeHash : beforeHash[..mark];
        return (
            path is "/" ? "/" : path.ToString(),
            mark < 0 ? null : beforeHash[(mark + 1)..].ToString(),
            hash < 0 ? null : text[(hash + 1)..].ToString());
    }

    /// <summary>The text without the spaces around it.</summary>
    /// <exception cref="InvalidUrlException">It holds a control character: parsers drop it, escape it or stop
    /// there.</exception>
    internal static string Trimmed(string text) => ControlCharacters.Any(text)
        ? throw Refused(text, "it holds a line break or another control character")
        : text.Trim(' ');

    internal static InvalidUrlException Refused(string text, string reason, Exception? cause = null) =>
        new($"The URL '{Redaction.Address(text)}' can't be used: {reason}.", cause);

    /// <summary>
    /// The same origin with another path, query and fragment, as they were written; the path is empty or begins with a
    /// slash.
    /// </summary>
    internal ParsedUrl At(string path, string? query, string? fragment) =>
        Create(Scheme, UserInfo, Host, Port, path, query, fragment);

    /// <summary>
    /// The URL as a <see cref="Uri"/>, which is only a face: path and query stand in it exactly as they are here.
    /// </summary>
    /// <exception cref="InvalidUrlException">The platform's parser sees another host.</exception>
    internal Uri ToUri() => PublicUri.Create(this);

    /// <summary>The URL without userinfo, query and fragment, which may be secrets.</summary>
    public override string ToString() => Redaction.Address(Text);

    private static ParsedUrl Create(
        string scheme, string? userInfo, string host, int port, string path, string? query, string? fragment) =>
        new(
            scheme,
            userInfo,
            host,
            port,
            UrlPath.Written(path),
            query is null ? null : UrlEscaping.Query(query),
            fragment is null ? null : UrlEscaping.Fragment(fragment));

    internal static bool IsHttpScheme(ReadOnlySpan<char> scheme) =>
        scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
            || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);

    private static string WhyNotHttp(string text) =>
        IsHttpScheme(UrlReference.SchemeOf(text)) ? "two slashes stand between a scheme and a host"
        : IsAbsolute(text) ? "its scheme is neither http nor https"
        : $"it is not absolute and there is no base URL{Meant(text)}";

    // "localhost:8080/x" and "example.com/x" lack no more than their scheme.
    private static string Meant(string text)
    {
        var end = text.AsSpan().IndexOfAny('/', '?', '#');
        var authority = end < 0 ? text : text[..end];
        return authority.AsSpan().IndexOfAny('.', ':') > 0
            || authority.Equals("localhost", StringComparison.OrdinalIgnoreCase) || authority.StartsWith('[')
                ? $"; perhaps '{Redaction.Address("http://" + text)}' was meant, or https"
                : "";
    }
}
