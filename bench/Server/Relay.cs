using System.Net;
using System.Net.Sockets;

namespace Peregrine.Bench;

/// <summary>
/// Makes a server of this machine one that is far away: what passes is held back for a while, each way, however much it
/// is. It accepts connections at once: what a connection costs over a distance is not in what it shows.
/// </summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _port;
    private readonly TimeSpan _delay;

    private Relay(int port, TimeSpan delay) => (_port, _delay) = (port, delay);

    private string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Begins to relay to a server, and gives the address of the far end.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="delay">For how long what passes is held back, each way: half of a round trip.</param>
    /// <param name="address">Where the server seems to be.</param>
    internal static Relay Start(string server, TimeSpan delay, out string address)
    {
        var relay = new Relay(new Uri(server).Port, delay);
        relay._listener.Start();
        address = relay.Address;
        new Thread(relay.Accept) { IsBackground = true }.Start();
        return relay;
    }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.AcceptSocket();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                server.Connect(IPAddress.Loopback, _port);
                client.NoDelay = server.NoDelay = true;
                DelayLine.Start(client, server, _delay);
                DelayLine.Start(server, client, _delay);
            }
        }
        catch (SocketException)
        {
            // The listener was closed.
        }
    }
}
