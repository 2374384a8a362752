using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Listens on one address. While it refuses, its port is held by a socket that does not listen: the system refuses
/// there, and gives the port to no other.
/// </summary>
internal sealed class FaultListener
{
    // How long it waits when the system can't give a socket, before it asks again.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Action<Socket> _onClient;
    private readonly IPEndPoint _at;
    private Socket _socket;
    private Task _accepting = Task.CompletedTask;

    /// <exception cref="SocketException">The address can't be listened on.</exception>
    public FaultListener(IPEndPoint at, Action<Socket> onClient)
    {
        _onClient = onClient;
        _socket = Bound(at);
        _at = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public int Port => _at.Port;

    public void Open()
    {
        _socket.Listen();
        var (socket, before) = (_socket, _accepting);
        _accepting = Task.WhenAll(before, Task.Run(() => AcceptAsync(socket)));
    }

    /// <exception cref="SocketException">Another program took the port in that moment.</exception>
    public void Refuse()
    {
        _socket.Dispose();
        _socket = Bound(_at);
    }

    public Task StopAsync()
    {
        _socket.Dispose();
        return _accepting;
    }

    private static Socket Bound(IPEndPoint at)
    {
        var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(at);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync(Socket socket)
    {
        while (true)
        {
            try
            {
                _onClient(await socket.AcceptAsync().ConfigureAwait(false));
            }
            catch (Exception gone) when (gone is ObjectDisposedException || IsClosed(gone))
            {
                return;
            }
            catch (SocketException)
            {
                // The client has gone already, or the process has too many sockets open.
                await Task.Delay(Pause).ConfigureAwait(false);
            }
        }
    }

    private static bool IsClosed(Exception gone) => gone is SocketException
    {
        SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted
            or SocketError.InvalidArgument or SocketError.NotSocket,
    };
}
