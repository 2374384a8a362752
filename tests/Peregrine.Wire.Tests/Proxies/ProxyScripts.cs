using System.Text;

namespace Peregrine;

/// <summary>Scripts of proxies.</summary>
internal static class ProxyScripts
{
    internal const string Open = "HTTP/1.1 200 Connection established\r\n\r\n";

    /// <summary>
    /// Takes any CONNECT and carries bytes to a port of this machine; what else comes is answered in the origin's
    /// place.
    /// </summary>
    internal static Func<RawConnection, Task> Tunnel(int port, string answer = Scripts.Ok) => async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            if (request.Method == "CONNECT")
            {
                await connection.SendAsync(Open);
                await connection.RelayAsync(port);
                return;
            }

            await connection.SendAsync(answer);
        }
    };

    /// <summary>Answers whatever comes first with these bytes, and then waits for the other side to leave.</summary>
    internal static Func<RawConnection, Task> Say(string answer) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(answer);
        await connection.SkipAsync(long.MaxValue);
    };

    /// <summary>
    /// A SOCKS 5 server that takes anybody: it notes the host that it was asked for, as it stood on the wire.
    /// </summary>
    internal static Func<RawConnection, Task> Socks5(int port) => async connection =>
    {
        var greeting = await connection.ReadExactlyAsync(2);
        await connection.ReadExactlyAsync(greeting[1]);
        await connection.SendAsync("\u0005\0");
        var head = await connection.ReadExactlyAsync(4);
        var length = head[3] switch
        {
            1 => 4,
            4 => 16,
            _ => (await connection.ReadExactlyAsync(1))[0],
        };
        var host = await connection.ReadExactlyAsync(length);
        await connection.ReadExactlyAsync(2);
        connection.Note($"{head[3]} {(head[3] == 3 ? Encoding.ASCII.GetString(host) : Convert.ToHexString(host))}");
        await connection.SendAsync("\u0005\0\0\u0003\u0004host\0\0");
        await connection.RelayAsync(port);
    };
}
