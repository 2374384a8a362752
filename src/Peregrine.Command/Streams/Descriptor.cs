using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>The descriptors 0, 1 and 2, as the program that started this one left them.</summary>
internal static partial class Descriptor
{
    internal const int Input = 0;
    internal const int Output = 1;
    internal const int Errors = 2;

    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC

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

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int number, int command);
}
