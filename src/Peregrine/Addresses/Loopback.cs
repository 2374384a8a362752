using System.Net;

namespace Peregrine;

/// <summary>Which hosts are this machine. Pure.</summary>
internal static class Loopback
{
    /// <summary>
    /// Whether a name is <c>localhost</c> or below it; a dot at its end makes no difference. No name service is asked
    /// for such names (RFC 6761, section 6.3).
    /// </summary>
    internal static bool IsName(ReadOnlySpan<char> host)
    {
        host = host.TrimEnd('.');
        return host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);
    }

    /// <summary>Whether an address is a loopback one, the IPv4-mapped form of IPv6 among them.</summary>
    internal static bool IsAddress(IPAddress address) => IPAddress.IsLoopback(AddressForms.Unmapped(address));

    /// <summary>Whether a host is such a name, or such an address written with or without brackets.</summary>
    internal static bool IsHost(ReadOnlySpan<char> host) =>
        IsName(host) || (IPAddress.TryParse(host.TrimEnd('.').Trim("[]"), out var address) && IsAddress(address));
}
