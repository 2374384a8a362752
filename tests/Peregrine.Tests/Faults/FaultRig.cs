using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>A proxy before a bare listener: each client that connects comes with the server's side of it.</summary>
internal sealed class FaultRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly List<IDisposable> _sockets = [];

    private FaultRig()
    {
        _server.Start(4096);
        Proxy = null!;
    }

    internal static CancellationToken Test => TestContext.Current.CancellationToken;

    internal FaultProxy Proxy { get; private set; }

    internal static async Task<FaultRig> StartAsync(TimeProvider? time = null)
    {
        var rig = new FaultRig();
        var server = new Uri($"http://127.0.0.1:{((IPEndPoint)rig._server.LocalEndpoint).Port}");
        rig.Proxy = await FaultProxy.StartAsync(server, time ?? TimeProvider.System, Test);
        return rig;
    }

    /// <summary>A connection through the proxy, seen from both of its ends.</summary>
    internal async Task<(Socket Client, Socket Server)> ConnectAsync()
    {
        var client = await ClientAsync();
        var server = await _server.AcceptSocketAsync(Test).AsTask().WaitAsync(Patience, Test);
        _sockets.Add(server);
        return (client, server);
    }

    /// <summary>A client that is connected to the proxy.</summary>
    internal async Task<Socket> ClientAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _sockets.Add(client);
        await client.ConnectAsync(Proxy.EndPoint, Test);
        return client;
    }

    /// <summary>So many bytes, or fewer when the end comes before.</summary>
    internal static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        var got = 0;
        while (got < count)
        {
            var read = await ReceiveAsync(socket, bytes.AsMemory(got));
            if (read == 0)
            {
                break;
            }

            got += read;
        }

        return bytes[..got];
    }

    /// <summary>All bytes up to the end.</summary>
    internal static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        using var all = new MemoryStream();
        var bytes = new byte[64 * 1024];
        while (await ReceiveAsync(socket, bytes) is var read and > 0)
        {
            all.Write(bytes, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>Waits until something holds that no event tells.</summary>
    internal static async Task UntilAsync(Func<bool> holds)
    {
        var limit = DateTimeOffset.UtcNow + Patience;
        while (!holds())
        {
            Assert.True(DateTimeOffset.UtcNow < limit, "It never held.");
            await Task.Delay(1, Test);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _sockets.ForEach(one => one.Dispose());
        await Proxy.DisposeAsync();
        _server.Dispose();
    }

    private static Task<int> ReceiveAsync(Socket socket, Memory<byte> bytes) =>
        socket.ReceiveAsync(bytes, Test).AsTask().WaitAsync(Patience, Test);
}
