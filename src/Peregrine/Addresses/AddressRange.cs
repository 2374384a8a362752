using System.Net;

namespace Peregrine;

/// <summary>
/// Reads the addresses that share their first bits with one, as <c>NO_PROXY</c> has them: it forgives more than
/// <see cref="AddressNetwork"/>. Pure.
/// </summary>
internal static class AddressRange
{
    /// <summary>
    /// Reads <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>; the address need not be the first of the range. No bits at all
    /// are every address only behind zeros; behind another address they mean that one. Null for anything else.
    /// </summary>
    internal static IPNetwork? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || AddressOf(text[..slash]) is not { } address
            || CidrText.Prefix(text[(slash + 1)..]) is not { } bits)
        {
            return null;
        }

        var plain = AddressForms.Plain(address);
        var size = CidrText.SizeOf(plain);
        bits -= plain.AddressFamily == address.AddressFamily ? 0 : 96;
        bits = bits == 0 && !plain.Equals(IPAddress.Any) && !plain.Equals(IPAddress.IPv6Any) ? size : bits;
        return bits >= 0 && bits <= size ? new IPNetwork(plain, bits) : null;
    }

    // The platform takes "10" and "10.1" for addresses too, and a zone behind one of IPv6.
    private static IPAddress? AddressOf(string text) =>
        text.AsSpan().IndexOfAny("%[]") < 0 && IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 || text.AsSpan().Count('.') == 3)
            ? address
            : null;
}
