using System.Globalization;
using System.Net;

namespace Peregrine;

/// <summary>
/// The two halves of a network as it is written: an address, and how many of its first bits count (RFC 4632, section
/// 3.1; RFC 4291, section 2.3). Both are read strictly. Pure.
/// </summary>
internal static class CidrText
{
    /// <summary>
    /// An address in its usual form; null for the others that the platform reads too, such as 10.1 and 0x0a000001.
    /// </summary>
    internal static IPAddress? Address(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            ? UrlIPv6.Written(text) is { } written ? IPAddress.Parse(written) : null
            : UrlIPv4.Written(text) == text ? IPAddress.Parse(text) : null;

    /// <summary>A number of bits in decimal; null when it is none.</summary>
    internal static int? Prefix(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : null;

    /// <summary>How many bits an address has.</summary>
    internal static int SizeOf(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128;
}
