using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// A port whose queue of connections is full: the system drops whatever knocks, so a connection neither comes about nor
/// is refused.
/// </summary>
internal sealed class FullBacklog : IDisposable
{
    private readonly Socket _listener;
    private readonly List<Socket> _waiting = [];

    internal FullBacklog()
        : this(new IPEndPoint(IPAddress.Loopback, 0))
    {
    }

    internal FullBacklog(IPEndPoint at)
    {
        _listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(at);
        _listener.Listen(1);
        while (Knock())
        {
            Assert.InRange(_waiting.Count, 0, 64);
        }
    }

    internal string Root => $"http://{_listener.LocalEndPoint}";

    /// <summary>Waits until somebody knocks, then lets everybody in, and answers who asks for something.</summary>
    internal Task ServeWhoKnocksAsync(CancellationToken cancellationToken)
    {
        var before = Knocking();
        return Task.Run(() => ServeAsync(before, cancellationToken), cancellationToken);
    }

    private async Task ServeAsync(int before, CancellationToken cancellationToken)
    {
        while (Knocking() <= before)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var served = new List<Task>();
        while (!cancellationToken.IsCancellationRequested)
        {
            served.Add(AnswerAsync(await _listener.AcceptAsync(cancellationToken), cancellationToken));
        }

        await Task.WhenAll(served);
    }

    private static async Task AnswerAsync(Socket socket, CancellationToken cancellationToken)
    {
        using (socket)
        {
            var buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer, cancellationToken) > 0)
            {
                await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), cancellationToken);
            }
        }
    }

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    // How many are on their way: the system has sent for a connection and heard nothing.
    private int Knocking()
    {
        var port = $":{((IPEndPoint)_listener.LocalEndPoint!).Port:X4} ";
        return File.ReadLines("/proc/net/tcp").Count(line => line.Contains(port + "02 ", StringComparison.Ordinal));
    }

    // Whether there was still room in the queue.
    private bool Knock()
    {
        var socket = new Socket(_listener.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        _waiting.Add(socket);
        try
        {
            socket.Connect(_listener.LocalEndPoint!);
            return true;
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock
            or SocketError.InProgress)
        {
            return socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite);
        }
    }
}
