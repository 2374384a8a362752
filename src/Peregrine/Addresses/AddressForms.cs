using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Every address that an address may lead to: itself, and the IPv4 addresses that a form of IPv6 carries inside:
/// IPv4-mapped and -compatible (RFC 4291, section 2.5.5), NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056), Teredo (RFC
/// 4380), ISATAP (RFC 5214). Pure.
/// </summary>
internal static class AddressForms
{
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork LocalNat64 = IPNetwork.Parse("64:ff9b:1::/48");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>
    /// The address, as IPv4 where it is an IPv4-mapped IPv6 address (::ffff:0:0/96): a socket to the one is a socket to
    /// the other.
    /// </summary>
    internal static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>The address as it is compared: unmapped, and without a zone.</summary>
    internal static IPAddress Plain(IPAddress address)
    {
        var plain = Unmapped(address);
        return plain.AddressFamily == AddressFamily.InterNetwork || plain.ScopeId == 0
            ? plain
            : new IPAddress(plain.GetAddressBytes());
    }

    /// <summary>
    /// Whether the address is only another way to write the IPv4 address that it carries, wherever the network
    /// translates.
    /// </summary>
    internal static bool IsTranslated(IPAddress plain) =>
        plain.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(plain);

    /// <summary>The IPv4 addresses inside a plain address; most often none.</summary>
    internal static IReadOnlyList<IPAddress> Inside(IPAddress plain)
    {
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return [];
        }

        var bytes = plain.GetAddressBytes();
        return Nat64.Contains(plain) || Compatible.Contains(plain) ? [At(bytes, 12)]
            : LocalNat64.Contains(plain) ? [At(bytes, 12), FromBytes(bytes[6], bytes[7], bytes[9], bytes[10])]
            : SixToFour.Contains(plain) ? [At(bytes, 2)]
            : Teredo.Contains(plain)
            ? [At(bytes, 4), FromBytes((byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15])]
            : IsIsatap(bytes) ? [At(bytes, 12)]
            : [];
    }

    private static bool IsIsatap(byte[] bytes) =>
        bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;

    private static IPAddress At(byte[] bytes, int start) => new(bytes.AsSpan(start, 4));

    private static IPAddress FromBytes(params ReadOnlySpan<byte> bytes) => new(bytes);
}
