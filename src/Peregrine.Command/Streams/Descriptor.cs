using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>The descriptors 0, 1 and 2, as the program that started this one left them.</summary>
internal static partial class Descriptor
{
    internal const int Input = 0;
    internal const int Output = 1;
    internal const int Errors = 2;

    private const int GetFlags = 1; // F_GETFD
    private const int SetPipeSize = 1031; // F_SETPIPE_SZ
    private const int WidePipe = 1024 * 1024; // As much as Linux allows everybody.
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int FromHere = 1; // SEEK_CUR
    private const short Readable = 1; // POLLIN

    /// <summary>
    /// Whether the descriptor was closed when this program began. The runtime may have opened something of its own
    /// under the same number since; that closes on exec, and what was inherited by an exec can't have that flag.
    /// </summary>
    internal static bool IsClosed(int number)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        var flags = Control(number, GetFlags);
        return flags < 0 || (flags & CloseOnExec) != 0;
    }

    /// <summary>
    /// Lets a pipe of Linux hold more, so that its writer and this program change places less often. Nothing is
    /// changed where it is no pipe, or where the system allows no more.
    /// </summary>
    internal static void Widen(int number)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Control(number, SetPipeSize, WidePipe);
        }
    }

    /// <summary>Whether a pipe has bytes to read now, or a file has some left.</summary>
    internal static bool HasBytes(int number)
    {
        var polled = new Polled { Number = number, Wanted = Readable };
        if (Poll(ref polled, 1, 0) != 1 || (polled.Found & Readable) == 0)
        {
            return false;
        }

        // A file can always be read, at its end too; a pipe has no place.
        var place = Seek(number, 0, FromHere);
        using var handle = new SafeFileHandle(number, ownsHandle: false);
        return place < 0 || place < RandomAccess.GetLength(handle);
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref Polled polled, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "lseek")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Seek(int number, nint offset, int from);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int number, int command);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int number, int command, int argument);

    // As poll(2) has it.
    private struct Polled
    {
        internal int Number;
        internal short Wanted;
        internal short Found;
    }
}
