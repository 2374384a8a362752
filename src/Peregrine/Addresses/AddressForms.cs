using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Every address that an address may lead to: itself, and the IPv4 addresses that a form of IPv6 carries inside: IPv4-mapped and
/// -compatible (RFC 4291, section 2.5.5), NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP (RFC 5214). Pure.
/// </summary>
internal static class AddressForms
{
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>The address as it is compared: without a zone, and IPv4 where it is IPv4 in the clothes of IPv6.</summary>
    internal static IPAddress Plain(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? address
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.ScopeId == 0 ? address
        : new IPAddress(address.GetAddressBytes());

    /// <summary>Whether the address is only another way to write the IPv4 address that it carries, wherever the network translates.</summary>
    internal static bool IsTranslated(IPAddress plain) => plain.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(plain);

    /// <summary>The IPv4 addresses inside a plain address; most often none.</summary>
    internal static IReadOnlyList<IPAddress> Inside(IPAddress plain)
    {
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return [];
        }

        var octets = plain.GetAddressBytes();
        return Nat64.Contains(plain) || Compatible.Contains(plain) ? [At(octets, 12)]
            : LocalNat64.Contains(plain) ? [At(octets, 12), FromBytes(octets[6], octets[7], octets[9], octets[10])]
            : SixToFour.Contains(plain) ? [At(octets, 2)]
            : Teredo.Contains(plain) ? [At(octets, 4), FromBytes((byte)~octets[12], (byte)~octets[13], (byte)~octets[14], (byte)~octets[15])]
            : IsIsatap(octets) ? [At(octets, 12)]
            : [];
    }

    private static bool IsIsatap(byte[] octets) => octets[8] is 0 or 2 && octets[9] == 0 && octets[10] == 0x5E && octets[11] == 0xFE;

    private static IPAddress At(byte[] octets, int start) => new(octets.AsSpan(start, 4));

    private static IPAddress FromBytes(params ReadOnlySpan<byte> octets) => new(octets);
}
