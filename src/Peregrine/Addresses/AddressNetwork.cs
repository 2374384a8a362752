using System.Net;

namespace Peregrine;

/// <summary>A network as it is written (RFC 4632, section 3.1; RFC 4291, section 2.3), or one address. Pure.</summary>
internal static class AddressNetwork
{
    /// <exception cref="ArgumentException">It is none. What is half understood would guard the wrong
    /// network.</exception>
    internal static IPNetwork Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = CidrText.Address(slash < 0 ? text : text[..slash])
            ?? throw Refused(text, name, "it does not begin with an address");
        var size = CidrText.SizeOf(address);
        var prefix = slash < 0 ? size : (CidrText.Prefix(text[(slash + 1)..]) is { } bits && bits <= size ? bits
            : throw Refused(text, name, $"its prefix is not a number up to {size}"));
        if (address.IsIPv4MappedToIPv6)
        {
            throw Refused(text, name, "it is IPv4 written as IPv6; as IPv4 it is found in every form");
        }

        // .NET 10 clears the bits unasked.
        return IPNetwork.TryParse($"{address}/{prefix}", out var network) && network.BaseAddress.Equals(address)
            ? network
            : throw Refused(text, name, "bits are set behind its prefix");
    }

    private static ArgumentException Refused(string text, string name, string reason) =>
        new($"'{Redaction.Printable(text)}' is no network such as 10.0.0.0/8 or fd00::/8: {reason}.", name);
}
