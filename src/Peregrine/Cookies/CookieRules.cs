namespace Peregrine;

/// <summary>What RFC 6265bis says of hosts, paths, names and sizes (sections 5.1, 5.6 and 5.7). Pure.</summary>
internal static class CookieRules
{
    internal const int MaxBytes = 4096;

    internal static TimeSpan LongestLife { get; } = TimeSpan.FromDays(400);

    /// <summary>
    /// The host in the form that cookies compare: A-labels, lower case, an IPv6 address in its one short form without
    /// brackets.
    /// </summary>
    internal static string HostOf(Uri url) =>
        url.IdnHost is var host && host.Contains(':', StringComparison.Ordinal) ? UrlIPv6.Written(host) ?? host : host;

    /// <summary>
    /// Whether Secure cookies are accepted from a URL and sent to it: over https, and on this machine, whose traffic
    /// crosses no network. Browsers and curl do the same: ASP.NET Core marks its cookies Secure, and its development
    /// server is http://localhost.
    /// </summary>
    internal static bool IsSecure(Uri url) => url.Scheme == Uri.UriSchemeHttps || Loopback.IsHost(url.IdnHost);

    /// <inheritdoc cref="IsSecure(Uri)"/>
    internal static bool IsSecure(Origin origin) => origin.IsSecure || Loopback.IsHost(origin.Host);

    /// <summary>Whether a text holds no control character but the tab, and can be written as bytes.</summary>
    internal static bool IsText(ReadOnlySpan<char> text) => HeaderRules.IsValue(text) && FieldText.IsWhole(text);

    internal static bool IsTooLarge(ReadOnlySpan<char> name, ReadOnlySpan<char> value, bool isLatin1) =>
        FieldText.OctetsOf(name, isLatin1) + FieldText.OctetsOf(value, isLatin1) > MaxBytes;

    internal static DateTimeOffset? Capped(DateTimeOffset? expires, DateTimeOffset now) =>
        expires > now + LongestLife ? now + LongestLife : expires;

    /// <summary>
    /// Whether a cookie meets the rules of its name's prefix, in upper or lower case (section 4.1.3).
    /// </summary>
    internal static bool KeepsPrefix(Cookie cookie, bool hasPath) =>
        cookie.Name.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase) ? cookie.Secure
        : !cookie.Name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase)
            || (cookie.Secure && cookie.HostOnly && hasPath && cookie.Path == "/");

    /// <summary>The cookie as this server may set it, or null when it may not (section 5.7).</summary>
    internal static Cookie? Admitted(Cookie cookie, Uri url)
    {
        var host = HostOf(url);
        if ((cookie.Secure && !IsSecure(url)) || !DomainMatches(host, cookie.Domain))
        {
            return null;
        }

        if (cookie.HostOnly)
        {
            return cookie.Domain == host ? cookie : null;
        }

        return !IsShared(cookie.Domain) ? cookie : cookie.Domain == host ? cookie with { HostOnly = true } : null;
    }

    /// <summary>
    /// Whether a domain is a public suffix or an address: then a cookie for it is sent to that host alone.
    /// </summary>
    internal static bool IsShared(string domain) => IsAddress(domain) || PublicSuffixes.Contains(domain);

    /// <summary>Whether a host is the domain or below it (section 5.1.3).</summary>
    internal static bool DomainMatches(string host, string domain) =>
        host == domain || (IsBelow(host, domain) && !IsAddress(host));

    /// <summary>Whether a name ends in another and the dot before it.</summary>
    internal static bool IsBelow(string host, string domain) =>
        host.Length > domain.Length && host[^(domain.Length + 1)] == '.'
            && domain.Length > 0 && host.EndsWith(domain, StringComparison.Ordinal);

    /// <summary>Whether a path is the cookie's or below it (section 5.1.4).</summary>
    internal static bool PathMatches(string path, string cookie) =>
        path.StartsWith(cookie, StringComparison.Ordinal)
            && (path.Length == cookie.Length || cookie.EndsWith('/') || path[cookie.Length] == '/');

    /// <summary>The path of a URL up to its last slash (section 5.1.4).</summary>
    internal static string DefaultPath(Uri url)
    {
        var path = url.AbsolutePath;
        var last = path.LastIndexOf('/');
        return last <= 0 ? "/" : path[..last];
    }

    /// <summary>The registrable domain of a host, by which limits are counted.</summary>
    internal static string SiteOf(string domain) =>
        IsAddress(domain) ? domain : PublicSuffixes.Registrable(domain) ?? domain;

    private static bool IsAddress(string host) =>
        host.Contains(':', StringComparison.Ordinal) || UrlIPv4.EndsInNumber(host);
}
