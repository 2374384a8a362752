using System.Net.Sockets;

namespace Peregrine;

/// <summary>Connects to a Unix domain socket.</summary>
internal static class UnixDial
{
    // A socket whose queue is full says so at once, and is asked again.
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(10);

    internal static async ValueTask<Socket> ConnectAsync(
        string path, DialOptions options, DialClock clock, SendContext call)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                options.ConfigureSocket?.Invoke(socket);
                await ConnectAsync(socket, path, clock, call).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException busy) when (busy.SocketErrorCode is SocketError.WouldBlock or SocketError.TryAgain)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            await call.PauseAsync(Again).ConfigureAwait(false);
            if (clock.IsOver)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }
        }
    }

    private static async ValueTask ConnectAsync(Socket socket, string path, DialClock clock, SendContext call)
    {
        if (!call.IsBlocking)
        {
            await socket.ConnectAsync(UnixSocketPath.EndPointOf(path), clock.Token).ConfigureAwait(false);
            return;
        }

        // A queue that is full makes it wait, and then it is asked again: to the caller both are one (unix(7)).
        if (!BlockingConnect.TryStart(socket, UnixSocketPath.EndPointOf(path)))
        {
            throw new SocketException((int)SocketError.WouldBlock);
        }
    }
}
