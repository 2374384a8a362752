using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>SOCKS 4 and 4a: a user name at most, IPv4 addresses, and with 4a names.</summary>
internal static class Socks4Tunnel
{
    private const byte Version = 4;
    private const byte Granted = 90;

    /// <exception cref="ProxyException">The proxy refuses, or the host is one that SOCKS 4 can't name.</exception>
    /// <exception cref="MalformedException">The answer is not of SOCKS 4.</exception>
    internal static async ValueTask OpenAsync(ProxyWire wire, ProxyLogin? login, string host, int port)
    {
        await wire.WriteAsync(Request(login?.UserName ?? "", host, port)).ConfigureAwait(false);
        var reply = await wire.ReadExactlyAsync(8).ConfigureAwait(false);
        if (reply is not [0, Granted, ..])
        {
            throw reply switch
            {
                [0, 91, ..] => new ProxyException("it refused or failed"),
                [0, 92 or 93, ..] => new ProxyException("it could not tell who asks") { IsFinal = true },
                _ => new MalformedException("its answer is not of SOCKS 4"),
            };
        }
    }

    private static byte[] Request(string userName, string host, int port)
    {
        Span<byte> at = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)port);
        var user = Encoding.UTF8.GetBytes(userName);
        if (!IPAddress.TryParse(host, out var address))
        {
            // An address that can't be: the name follows.
            return [Version, 1, .. at, 0, 0, 0, 1, .. user, 0, .. Encoding.UTF8.GetBytes(host), 0];
        }

        var v4 = AddressForms.Unmapped(address).GetAddressBytes();
        return v4.Length == 4
            ? [Version, 1, .. at, .. v4, .. user, 0]
            : throw new ProxyException("SOCKS 4 knows no IPv6 address") { IsFinal = true };
    }
}
