using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// In which order addresses are tried: the families take turns, IPv6 first, each in the order of the resolver (RFC
/// 8305, section 4). Pure.
/// </summary>
internal static class AddressOrder
{
    internal static IPAddress[] Interleave(IEnumerable<IPAddress> addresses)
    {
        var plain = addresses.Select(AddressForms.Unmapped).Distinct().ToArray();
        if (plain.Length < 2)
        {
            return plain;
        }

        var first = plain.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6).ToArray();
        var second = plain.Where(address => address.AddressFamily != AddressFamily.InterNetworkV6).ToArray();
        var (pairs, order) = (Math.Min(first.Length, second.Length), new List<IPAddress>(plain.Length));
        for (var i = 0; i < pairs; i++)
        {
            order.AddRange([first[i], second[i]]);
        }

        return [.. order, .. first.Skip(pairs), .. second.Skip(pairs)];
    }
}
