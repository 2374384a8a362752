using System.Net;

namespace Peregrine;

/// <summary>
/// Which addresses are not of the public internet: IANA's registries of special-purpose addresses (IPv4 and IPv6, as of
/// 2025), with multicast and what is reserved. Of IPv6 only what is allocated, 2000::/3, and NAT64's own prefix can be
/// public. Pure.
/// </summary>
internal static class SpecialRanges
{
    // The first that holds an address decides, so the narrower ones come first.
    private static readonly SpecialRange[] V4 =
    [
        Range("0.0.0.0/8", "this network"),
        Range("10.0.0.0/8", "private"),
        Range("100.64.0.0/10", "shared by a carrier's NAT"),
        Range("127.0.0.0/8", "loopback"),
        Range("169.254.0.0/16", "link-local"),
        Range("172.16.0.0/12", "private"),
        Range("192.0.0.9/32", "port control anycast", true),
        Range("192.0.0.10/32", "TURN anycast", true),
        Range("192.0.0.0/24", "protocol assignments"),
        Range("192.0.2.0/24", "documentation"),
        Range("192.88.99.0/24", "6to4 relays"),
        Range("192.168.0.0/16", "private"),
        Range("198.18.0.0/15", "benchmarking"),
        Range("198.51.100.0/24", "documentation"),
        Range("203.0.113.0/24", "documentation"),
        Range("224.0.0.0/4", "multicast"),
        Range("255.255.255.255/32", "broadcast"),
        Range("240.0.0.0/4", "reserved"),
    ];

    private static readonly SpecialRange[] V6 =
    [
        Range("::/128", "unspecified"),
        Range("::1/128", "loopback"),
        Range("::/96", "IPv4-compatible"),
        Range("64:ff9b::/96", "NAT64", true),
        Range("64:ff9b:1::/48", "local NAT64"),
        Range("100::/64", "discard-only"),
        Range("2001::/32", "Teredo"),
        Range("2001:1::1/128", "port control anycast", true),
        Range("2001:1::2/128", "TURN anycast", true),
        Range("2001:1::3/128", "DNS-SD anycast", true),
        Range("2001:2::/48", "benchmarking"),
        Range("2001:3::/32", "AMT", true),
        Range("2001:4:112::/48", "AS112", true),
        Range("2001:10::/28", "ORCHID"),
        Range("2001:20::/28", "ORCHIDv2", true),
        Range("2001:30::/28", "drone identifiers", true),
        Range("2001::/23", "protocol assignments"),
        Range("2001:db8::/32", "documentation"),
        Range("2002::/16", "6to4"),
        Range("3fff::/20", "documentation"),
        Range("2000::/3", "global unicast", true),
        Range("5f00::/16", "segment routing"),
        Range("fc00::/7", "unique local"),
        Range("fe80::/10", "link-local"),
        Range("fec0::/10", "site-local"),
        Range("ff00::/8", "multicast"),
        Range("::/0", "not allocated"),
    ];

    /// <summary>The range that keeps an address from being public, or null when it is public.</summary>
    internal static SpecialRange? WhyNotPublic(IPAddress address)
    {
        var ranges = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? V4 : V6;
        return Array.Find(ranges, range => range.Network.Contains(address)) is { IsPublic: false } range ? range : null;
    }

    private static SpecialRange Range(string network, string name, bool isPublic = false) =>
        new(IPNetwork.Parse(network), name, isPublic);
}
