using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>Reads the addresses that share their first bits with one (CIDR, RFC 4632), as <c>NO_PROXY</c> has them. Pure.</summary>
internal static class AddressRange
{
    /// <summary>
    /// Reads <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>, strictly; the first address need not be the range's first. No bits at all are every address
    /// only behind zeros; behind another one they mean that one. Null for anything else.
    /// </summary>
    internal static IPNetwork? Parse(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0 || AddressOf(text[..slash]) is not { } address
            || !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var bits))
        {
            return null;
        }

        var plain = AddressForms.Plain(address);
        var size = plain.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        bits -= plain.AddressFamily == address.AddressFamily ? 0 : 96;
        bits = bits == 0 && !plain.Equals(IPAddress.Any) && !plain.Equals(IPAddress.IPv6Any) ? size : bits;
        return bits >= 0 && bits <= size ? new IPNetwork(plain, bits) : null;
    }

    // The platform takes "10" and "10.1" for addresses too, and a zone behind one of IPv6.
    private static IPAddress? AddressOf(ReadOnlySpan<char> text) =>
        !text.ContainsAny("%[]") && IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count('.') == 3)
            ? address
            : null;
}
