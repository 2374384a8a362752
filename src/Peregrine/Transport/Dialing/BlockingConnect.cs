using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Connects on the caller's thread, without waiting longer than a moment. On Linux the socket stays one whose reads
/// block in the system: once it was made non-blocking the platform keeps it so, and each read goes by way of the thread
/// that polls (a blocking GET over loopback: 49 µs of processor time, 22 µs so).
/// </summary>
internal static class BlockingConnect
{
    /// <summary>Whether it is connected; else it is on its way, and can be written to when it is there.</summary>
    /// <exception cref="SocketException">It failed at once.</exception>
    internal static bool TryStart(Socket socket, EndPoint target)
    {
        // Linux ends the wait for a connection by the limit on sending, and goes on with it (socket(7), SO_SNDTIMEO).
        var isLinux = OperatingSystem.IsLinux();
        socket.Blocking = isLinux;
        socket.SendTimeout = isLinux ? 1 : 0;
        try
        {
            socket.Connect(target);
            socket.Blocking = true;
            return true;
        }
        catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock
            or SocketError.InProgress or SocketError.TimedOut)
        {
            return false;
        }
        finally
        {
            socket.SendTimeout = 0;
        }
    }

    /// <summary>
    /// The socket that is there now. To the platform one whose limit was passed has failed, so it is told anew what it
    /// is.
    /// </summary>
    internal static Socket Finish(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            socket.Blocking = true;
            return socket;
        }

        var handle = new SafeSocketHandle(socket.SafeHandle.DangerousGetHandle(), ownsHandle: true);
        socket.SafeHandle.SetHandleAsInvalid(); // And not disposed: that would wait for a handle that is another's now.
        return new Socket(handle);
    }
}
