using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>What a connection keeps while it lies idle.</summary>
[Collection(nameof(Alone))] // It measures the heap of the whole process.
public sealed class IdleCostTests
{
    private const int Connections = 200;
    private const int Most = 6000; // The server's side, which is in this process too, has 500 of them.

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_idle_connection_keeps_no_room_to_read_into(bool blocking)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(Connections);
        var served = Calls.OnOwnThread(() => Serve(listener.Server, 2 * Connections));
        using var first = Session(listener);
        await UseAsync(first, blocking); // The shared pools are full from here on, and all is compiled.
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var second = Session(listener);
        await UseAsync(second, blocking);

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Connections;
        TestContext.Current.TestOutputHelper!.WriteLine($"{each} bytes each");
        Assert.Equal(Connections, second.GetPoolSnapshot().Idle);
        Assert.InRange(each, 0, Most);
        foreach (var socket in await served)
        {
            socket.Dispose();
        }
    }

    private static HttpSession Session(TcpListener listener) =>
        new(new()
        {
            BaseUrl = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}",
            Limits = new Limits { PerOrigin = Connections },
        });

    // All at once, so that each response needs a connection of its own.
    private static async Task UseAsync(HttpSession session, bool blocking)
    {
        var responses = new Response[Connections];
        for (var i = 0; i < Connections; i++)
        {
            responses[i] = await session.StreamAsync(blocking, "/", Test);
        }

        foreach (var response in responses)
        {
            await response.AsStream().CopyToAsync(Stream.Null, Test);
            response.Dispose();
        }
    }

    // One request on each connection, which stays open. As little as will do: it is measured too.
    private static List<Socket> Serve(Socket listener, int count)
    {
        var (sockets, buffer) = (new List<Socket>(count), new byte[4096]);
        while (sockets.Count < count)
        {
            var socket = listener.Accept();
            for (var read = 0; !buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8);)
            {
                read += socket.Receive(buffer.AsSpan(read));
            }

            socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8);
            sockets.Add(socket);
        }

        return sockets;
    }
}
