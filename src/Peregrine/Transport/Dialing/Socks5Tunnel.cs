using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>SOCKS 5 (RFC 1928), with a user name and a password where there are any (RFC 1929).</summary>
internal static class Socks5Tunnel
{
    private const byte Version = 5;
    private const byte NobodyAsks = 0;
    private const byte Password = 2;
    private const byte NoneOfThem = 0xFF;

    /// <exception cref="ProxyException">The proxy refuses.</exception>
    /// <exception cref="MalformedException">The answer is not of SOCKS 5.</exception>
    internal static async ValueTask OpenAsync(ProxyWire wire, ProxyLogin? login, string host, int port)
    {
        await wire.WriteAsync((byte[])(login is null ? [Version, 1, NobodyAsks] : [Version, 2, NobodyAsks, Password]))
            .ConfigureAwait(false);
        var chosen = await wire.ReadExactlyAsync(2).ConfigureAwait(false);
        await LoginAsync(wire, Method(chosen), login).ConfigureAwait(false);
        await wire.WriteAsync(Request(host, port)).ConfigureAwait(false);
        var reply = await wire.ReadExactlyAsync(4).ConfigureAwait(false);
        Judge(reply);
        var rest = reply[3] switch
        {
            1 => 4,
            4 => 16,
            3 => (await wire.ReadExactlyAsync(1).ConfigureAwait(false))[0],
            _ => throw NotSocks(),
        };
        // The address and port at which the proxy itself connected.
        await wire.ReadExactlyAsync(rest + 2).ConfigureAwait(false);
    }

    private static byte Method(byte[] chosen) => chosen[0] == Version ? chosen[1] : throw NotSocks();

    private static async ValueTask LoginAsync(ProxyWire wire, byte method, ProxyLogin? login)
    {
        switch (method)
        {
            case NobodyAsks:
                return;
            case Password when login is not null:
                await wire.WriteAsync((byte[])[1, .. Counted(login.UserName), .. Counted(login.Password)])
                    .ConfigureAwait(false);
                var verdict = await wire.ReadExactlyAsync(2).ConfigureAwait(false);
                if (verdict is not [1, 0])
                {
                    throw new ProxyException("it refused the user name or the password") { IsFinal = true };
                }

                return;
            case NoneOfThem:
                throw new ProxyException(
                    login is null ? "it wants to know who asks" : "it wants to know who asks in another way")
                {
                    IsFinal = true,
                };
            default:
                throw NotSocks();
        }
    }

    private static byte[] Request(string host, int port)
    {
        Span<byte> tail = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(tail, (ushort)port);
        return IPAddress.TryParse(host, out var address)
            ?
            [
                Version,
                1,
                0,
                (byte)(address.GetAddressBytes().Length == 4 ? 1 : 4),
                .. address.GetAddressBytes(),
                .. tail,
            ]
            : [Version, 1, 0, 3, .. Counted(host), .. tail];
    }

    // Lengths were checked where the texts came in: names have 253 bytes at most, credentials 255.
    private static byte[] Counted(string text) =>
        [checked((byte)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    // The codes of RFC 1928, section 6.
    private static void Judge(byte[] reply)
    {
        var reason = reply switch
        {
            [Version, 0, 0, _] => null,
            [Version, 1, ..] => "it failed",
            [Version, 2, ..] => "its rules do not allow the connection",
            [Version, 3, ..] => "it finds the network unreachable",
            [Version, 4, ..] => "it finds the host unreachable",
            [Version, 5, ..] => "the host refused its connection",
            [Version, 6, ..] => "its connection took too many hops",
            [Version, 7, ..] => "it does not know how to connect",
            [Version, 8, ..] => "it does not know this kind of address",
            _ => throw NotSocks(),
        };
        if (reason is not null)
        {
            throw new ProxyException(reason) { IsFinal = reply[1] is 2 or 7 or 8 };
        }
    }

    private static MalformedException NotSocks() => new("its answer is not of SOCKS 5");
}
