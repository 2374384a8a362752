using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Listens on one address, and refuses there at other times. A socket that never listens holds the port from first to
/// last, so that the system gives it to no other program while no socket listens.
/// </summary>
internal sealed class FaultListener
{
    // How long it waits when the system can't give a socket, before it asks again.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Action<Socket> _onClient;
    private readonly Socket _holder;
    private readonly IPEndPoint _at;
    private Socket? _listening;
    private Task _accepting = Task.CompletedTask;

    /// <exception cref="SocketException">The address can't be listened on.</exception>
    public FaultListener(IPEndPoint at, Action<Socket> onClient)
    {
        _onClient = onClient;
        _holder = Bound(at);
        _at = (IPEndPoint)_holder.LocalEndPoint!;
    }

    public int Port => _at.Port;

    public void Open()
    {
        var socket = Bound(_at);
        socket.Listen();
        var before = _accepting;
        _listening = socket;
        _accepting = Task.WhenAll(before, Task.Run(() => AcceptAsync(socket)));
    }

    public void Refuse() => _listening?.Dispose();

    public Task StopAsync()
    {
        _listening?.Dispose();
        _holder.Dispose();
        return _accepting;
    }

    private static Socket Bound(IPEndPoint at)
    {
        var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // The holder and the socket that listens share one address; a program that does not ask for that gets no
            // part of it.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
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
