using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>A network as somebody writes it (RFC 4632, section 3.1; RFC 4291, section 2.3), or one address. Pure.</summary>
internal static class AddressNetwork
{
    /// <exception cref="ArgumentException">It is none. What is half understood would guard the wrong network.</exception>
    internal static IPNetwork Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = AddressOf(slash < 0 ? text : text[..slash]) ?? throw Refused(text, name, "it does not begin with an address");
        var size = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = slash < 0 ? size : PrefixOf(text[(slash + 1)..], size) ?? throw Refused(text, name, $"its prefix is not a number up to {size}");
        if (address.IsIPv4MappedToIPv6)
        {
            throw Refused(text, name, "it is IPv4 written as IPv6; as IPv4 it is found in every form");
        }

        return IPNetwork.TryParse($"{address}/{prefix}", out var network) && network.BaseAddress.Equals(address) // .NET 10 clears the bits unasked.
            ? network
            : throw Refused(text, name, "bits are set behind its prefix");
    }

    // The platform takes 10.1 and 0x0a000001 for addresses: here they are mistakes.
    private static IPAddress? AddressOf(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            ? UrlIPv6.Written(text) is { } written ? IPAddress.Parse(written) : null
            : UrlIPv4.Written(text) == text ? IPAddress.Parse(text) : null;

    private static int? PrefixOf(string text, int size) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= size ? prefix : null;

    private static ArgumentException Refused(string text, string name, string reason) =>
        new($"'{Redaction.Printable(text)}' is no network such as 10.0.0.0/8 or fd00::/8: {reason}.", name);
}
