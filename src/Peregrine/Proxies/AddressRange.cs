using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>The addresses that share their first bits with one (CIDR, RFC 4632), for IPv4 and IPv6. An IPv4 address inside IPv6 is an IPv4 address.</summary>
internal readonly struct AddressRange
{
    private readonly byte[] _first;
    private readonly int _bits;

    private AddressRange(byte[] first, int bits) => (_first, _bits) = (first, bits);

    /// <summary>Reads <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>, strictly. No bits at all are every address only behind zeros; behind another one they mean that one.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out AddressRange range)
    {
        range = default;
        var slash = text.IndexOf('/');
        if (slash < 0 || !TryParseAddress(text[..slash], out var address)
            || !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
        {
            return false;
        }

        var isMapped = address.IsIPv4MappedToIPv6;
        bits -= isMapped ? 96 : 0;
        var first = (isMapped ? address.MapToIPv4() : address).GetAddressBytes();
        bits = bits == 0 && first.AsSpan().ContainsAnyExcept((byte)0) ? first.Length * 8 : bits;
        range = new AddressRange(first, bits);
        return bits >= 0 && bits <= first.Length * 8;
    }

    internal bool Contains(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(octets, out var count);
        if (count != _first.Length)
        {
            return false;
        }

        var (whole, rest) = Math.DivRem(_bits, 8);
        return octets[..whole].SequenceEqual(_first.AsSpan(0, whole)) && (rest == 0 || (octets[whole] ^ _first[whole]) >> (8 - rest) == 0);
    }

    // The platform takes "10" and "10.1" for addresses too, and a zone behind one of IPv6.
    private static bool TryParseAddress(ReadOnlySpan<char> text, out IPAddress address)
    {
        var isStrict = !text.ContainsAny("%[]") && IPAddress.TryParse(text, out _);
        address = isStrict ? IPAddress.Parse(text) : IPAddress.None;
        return isStrict && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count('.') == 3);
    }
}
