using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>Options for the connection below a call.</summary>
internal static class ConnectionOptions
{
    internal static OptionTopic Topic { get; } = new("CONNECTION",
    [
        new("proxy", null, "URL",
            "the proxy: http, https, socks4, socks4a, socks5, socks5h; for one scheme only: http:URL, https:URL",
            (plan, url) => plan with { Proxies = [.. plan.Proxies, url], GoesDirect = false }),
        CommandOption.Switch("no-proxy", null, "no proxy, whatever the environment says",
            plan => plan with { Proxies = [], GoesDirect = true }),
        new("verify", null, "yes|no|FILE",
            "whether the server's certificate is checked, or the authorities (file or folder) it is checked by (yes)",
            WithVerify),
        CommandOption.Switch("insecure", 'k',
            "any certificate is accepted: an attacker on the way can read and change everything",
            plan => plan with { IsInsecure = true }),
        new("cert", null, "FILE", "the client's certificate: PEM, or PKCS #12 (PFX)",
            (plan, file) => plan with { Certificate = file }),
        new("cert-key", null, "FILE", "its private key in PEM, where it has a file of its own",
            (plan, file) => plan with { CertificateKey = file }),
        new("cert-key-pass", null, "TEXT", "what the key is encrypted with; it is asked for where it is needed",
            (plan, text) => plan with { CertificatePassword = text }),
        new("ssl", null, "tls1.2|tls1.3", "the lowest version of TLS (tls1.2)",
            (plan, version) => plan with { NeedsTls13 = IsTls13(version) }),
        new("http-version", null, "1.1|2|3",
            "the version of HTTP, or the call fails (over https 2 or 1.1, as the server chooses; else 1.1)",
            (plan, version) => plan with { HttpVersion = VersionOf(version) }),
        CommandOption.Switch("http1.1", null, "the same as --http-version 1.1",
            plan => plan with { HttpVersion = HttpVersion.Version11 }),
        CommandOption.Switch("http2", null, "HTTP/2 where the server speaks it over https (the default)",
            plan => plan with { HttpVersion = null }),
        CommandOption.Switch("http2-prior-knowledge", null, "the same as --http-version 2",
            plan => plan with { HttpVersion = HttpVersion.Version20 }),
        CommandOption.Switch("http3", null, "the same as --http-version 3",
            plan => plan with { HttpVersion = HttpVersion.Version30 }),
        new("resolve", null, "HOST:PORT:ADDRESS", "where HOST (* for every one) is, as far as URLs name PORT",
            (plan, text) => plan with { FixedAddresses = [.. plan.FixedAddresses, FixedAddress.Parse(text)] }),
        new("unix-socket", null, "PATH", "the connection goes to a Unix socket (@NAME: an abstract one)",
            (plan, path) => plan with { UnixSocket = path }),
        new("interface", null, "NAME|ADDRESS", "the network interface, or the address of this end",
            (plan, name) => plan with { Interface = name }),
        CommandOption.Switch("ipv4", '4', "only IPv4 addresses are connected to",
            plan => plan with { Family = AddressFamily.InterNetwork }),
        CommandOption.Switch("ipv6", '6', "only IPv6 addresses are connected to",
            plan => plan with { Family = AddressFamily.InterNetworkV6 }),
    ]);

    // The spellings of HTTPie.
    private static Plan WithVerify(Plan plan, string text) => text.ToUpperInvariant() switch
    {
        "YES" or "TRUE" => plan with { IsInsecure = false, Authorities = null },
        "NO" or "FALSE" => plan with { IsInsecure = true, Authorities = null },
        "" => throw new UsageException("--verify takes yes, no, or a file of authorities."),
        _ => plan with { IsInsecure = false, Authorities = text },
    };

    private static bool IsTls13(string text) => text.ToUpperInvariant() switch
    {
        "TLS1.2" => false,
        "TLS1.3" => true,
        _ => throw new UsageException("--ssl takes tls1.2 or tls1.3; nothing older is spoken."),
    };

    private static Version VersionOf(string text) => text switch
    {
        "1.1" => HttpVersion.Version11,
        "2" or "2.0" => HttpVersion.Version20,
        "3" or "3.0" => HttpVersion.Version30,
        _ => throw new UsageException("--http-version takes 1.1, 2 or 3."),
    };
}
