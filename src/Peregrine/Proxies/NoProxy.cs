using System.Net;

namespace Peregrine;

/// <summary>
/// The hosts that are reached without the proxies of the environment (<c>NO_PROXY</c>): entries between commas, spaces
/// around them. Pure.
/// </summary>
internal sealed class NoProxy
{
    private readonly NoProxyEntry[] _entries;

    private NoProxy(NoProxyEntry[] entries) => _entries = entries;

    internal static NoProxy Parse(string? text) => new(
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(NoProxyEntry.Parse).OfType<NoProxyEntry>()]);

    /// <summary>Whether the origin is reached directly.</summary>
    internal bool Matches(Origin origin)
    {
        if (_entries.Length == 0)
        {
            return false;
        }

        var address = AddressOf(origin);
        var written = address is { IsIPv4MappedToIPv6: true }
            ? origin with { Host = AddressForms.Unmapped(address).ToString() }
            : origin;
        return Array.Exists(_entries, entry => entry.Matches(written, address));
    }

    /// <summary>
    /// Whether the origin is this machine: <c>localhost</c> and the names below it, which are never asked of a name
    /// service (RFC 6761, section 6.3), a loopback address, or the unspecified one.
    /// </summary>
    internal static bool IsHere(Origin origin)
    {
        return Loopback.IsName(origin.Host)
            || (AddressOf(origin) is { } address && (Loopback.IsAddress(address) || IsUnspecified(address)));
    }

    private static bool IsUnspecified(IPAddress address) =>
        AddressForms.Unmapped(address).Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    // A host of a parsed URL that begins with a digit, or has a colon, may be an address.
    private static IPAddress? AddressOf(Origin origin) =>
        (char.IsAsciiDigit(origin.Host[0]) || origin.Host.Contains(':', StringComparison.Ordinal))
            && IPAddress.TryParse(origin.Host, out var address)
                ? address
                : null;
}
