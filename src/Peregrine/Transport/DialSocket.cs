using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>Makes the TCP connection: one address after the other, until one accepts.</summary>
internal static class DialSocket
{
    // A blocking connect looks this often whether it was cancelled; the connection itself is seen at once.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    internal static async ValueTask<Socket> ConnectAsync(IPAddress[] addresses, int port, DialClock clock, Call call)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                var target = new IPEndPoint(address, port);
                if (call.IsBlocking)
                {
                    Connect(socket, target, clock);
                }
                else
                {
                    await socket.ConnectAsync(target, clock.Token).ConfigureAwait(false);
                }

                return socket;
            }
            catch (SocketException refused) when (refused.SocketErrorCode != SocketError.TimedOut || !clock.IsOver)
            {
                socket.Dispose();
                last = refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static void Connect(Socket socket, IPEndPoint target, DialClock clock)
    {
        socket.Blocking = false;
        try
        {
            socket.Connect(target);
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            Await(socket, clock);
        }

        socket.Blocking = true;
    }

    private static void Await(Socket socket, DialClock clock)
    {
        while (true)
        {
            clock.Token.ThrowIfCancellationRequested();
            var left = clock.Remaining;
            if (left == TimeSpan.Zero)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }

            var wait = left == Timeout.InfiniteTimeSpan || left > Slice ? Slice : left;
            if (socket.Poll(wait, SelectMode.SelectWrite) || socket.Poll(TimeSpan.Zero, SelectMode.SelectError))
            {
                var error = (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
                if (error != SocketError.Success)
                {
                    throw new SocketException((int)error);
                }

                return;
            }
        }
    }
}
