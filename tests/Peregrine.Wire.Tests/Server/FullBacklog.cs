using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>A port whose queue of connections is full: the system drops whatever knocks, so a connection neither comes about nor is refused.</summary>
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

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
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
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            return socket.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectWrite);
        }
    }
}
