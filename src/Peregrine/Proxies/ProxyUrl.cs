namespace Peregrine;

/// <summary>
/// The address of a proxy as people write it, read by the parts of the library's one parser of URLs. What is not
/// understood is refused, never passed over.
/// </summary>
/// <param name="Scheme">What is spoken to it; without a scheme, HTTP.</param>
/// <param name="UserInfo">As written; null when it names no user.</param>
/// <param name="Host">As it is connected to: without the brackets of IPv6.</param>
/// <param name="Port">The port; by default 80, 443 or, for SOCKS, 1080.</param>
internal readonly record struct ProxyUrl(ProxyScheme Scheme, string? UserInfo, string Host, int Port)
{
    /// <summary>The address without userinfo, written one way.</summary>
    internal string Text => $"{NameOf(Scheme)}://{HostBrackets.Authority(Host, Port)}";

    /// <exception cref="InvalidUrlException">It is no address of a proxy.</exception>
    internal static ProxyUrl Parse(string text)
    {
        text = ParsedUrl.Trimmed(text);
        var slashes = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = slashes < 0 ? ProxyScheme.Http : SchemeOf(text, text[..slashes]);
        var rest = text.AsSpan(slashes < 0 ? 0 : slashes + 3);
        var authority = rest.EndsWith('/') ? rest[..^1] : rest;
        if (authority.ContainsAny("/?#"))
        {
            throw Refused(text, "it names more than a server");
        }

        var (userInfo, host, port) = UrlAuthority.Parse(text, authority, NameOf(scheme));
        return port > 0
            ? new ProxyUrl(scheme, userInfo, HostBrackets.Remove(host), port)
            : throw Refused(text, "its port is 0");
    }

    private static string NameOf(ProxyScheme scheme) => scheme switch
    {
        ProxyScheme.Http => "http",
        ProxyScheme.Https => "https",
        ProxyScheme.Socks4 => "socks4",
        ProxyScheme.Socks4a => "socks4a",
        ProxyScheme.Socks5 => "socks5",
        _ => "socks5h",
    };

    private static ProxyScheme SchemeOf(string text, string scheme) => scheme.ToLowerInvariant() switch
    {
        "http" => ProxyScheme.Http,
        "https" => ProxyScheme.Https,
        "socks4" => ProxyScheme.Socks4,
        "socks4a" => ProxyScheme.Socks4a,
        "socks5" => ProxyScheme.Socks5,
        "socks5h" => ProxyScheme.Socks5h,
        _ => throw Refused(text, "its scheme is none of http, https, socks4, socks4a, socks5 and socks5h"),
    };

    private static InvalidUrlException Refused(string text, string reason) =>
        new($"The address of a proxy '{Redaction.Address(text)}' can't be used: {reason}.");
}
