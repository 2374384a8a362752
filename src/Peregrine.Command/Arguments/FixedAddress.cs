using System.Globalization;
using System.Net;

namespace Peregrine;

/// <summary>Where a host is, in place of what the name service says.</summary>
/// <param name="Host">The host, or <c>*</c> for every host.</param>
/// <param name="Port">The port of the URL for which this counts.</param>
/// <param name="Addresses">The addresses.</param>
internal sealed record FixedAddress(string Host, int Port, IPAddress[] Addresses)
{
    /// <summary>Reads <c>HOST:PORT:ADDRESS[,ADDRESS]</c>; an address may stand in brackets.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static FixedAddress Parse(string text)
    {
        if (text.Split(':', 3) is [{ Length: > 0 } host, var port, var list]
            && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= ushort.MaxValue
            && Array.ConvertAll(list.Split(','), AddressOf) is var addresses
            && !addresses.Contains(null))
        {
            return new FixedAddress(host.TrimStart('+'), number, addresses!);
        }

        throw new UsageException("--resolve takes HOST:PORT:ADDRESS, such as example.com:443:127.0.0.1.");
    }

    /// <summary>Whether it is for a host.</summary>
    internal bool IsFor(string host) => Host == "*" || string.Equals(
        Host.TrimEnd('.'), host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private static IPAddress? AddressOf(string text) =>
        IPAddress.TryParse(text is ['[', .. var inner, ']'] ? inner : text, out var address) ? address : null;
}
