using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>
/// Sends as much as a socket of Linux takes without waiting. The framework offers that for a socket alone that never
/// waits: once it has made one so, each wait of a blocking call goes through another thread.
/// </summary>
internal static partial class LinuxSend
{
    private const int DontWait = 0x40; // MSG_DONTWAIT
    private const int NoSignal = 0x4000; // MSG_NOSIGNAL
    private static bool _isThere = OperatingSystem.IsLinux();

    /// <summary>
    /// How many bytes were taken; 0 where none could be, and where it failed: sending as usual tells the reason.
    /// </summary>
    internal static int Try(Socket socket, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Volatile.Read(ref _isThere) && !bytes.IsEmpty
                ? (int)Math.Max(0, Send(
                    socket.SafeHandle, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, DontWait | NoSignal))
                : 0;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            Volatile.Write(ref _isThere, false);
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "send")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Send(SafeSocketHandle socket, in byte bytes, nuint length, int flags);
}
