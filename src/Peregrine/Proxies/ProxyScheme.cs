namespace Peregrine;

/// <summary>What is spoken to a proxy.</summary>
internal enum ProxyScheme
{
    /// <summary>
    /// HTTP: requests for http are forwarded, https is tunnelled by CONNECT (RFC 9110, section 9.3.6).
    /// </summary>
    Http,

    /// <summary>The same inside TLS to the proxy.</summary>
    Https,

    /// <summary>SOCKS 4: names are resolved here, IPv4 alone.</summary>
    Socks4,

    /// <summary>SOCKS 4a: names are resolved by the proxy.</summary>
    Socks4a,

    /// <summary>SOCKS 5 (RFC 1928): names are resolved here.</summary>
    Socks5,

    /// <summary>SOCKS 5 (RFC 1928): names are resolved by the proxy.</summary>
    Socks5h,
}
