using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>Keeps a terminal from showing what is typed, until it is disposed.</summary>
internal sealed partial class TerminalEcho : IDisposable
{
    private const int RoomForState = 256; // struct termios has 60 bytes on Linux, 72 on macOS.
    private const int Echo = 8; // ECHO, everywhere
    private const int Now = 0; // TCSANOW
    private const int AfterOutputWithoutInput = 2; // TCSAFLUSH
    private readonly SafeFileHandle _terminal;
    private readonly byte[] _before;

    private TerminalEcho(SafeFileHandle terminal, byte[] before) => (_terminal, _before) = (terminal, before);

    // c_lflag stands behind three other flags, which are longer on macOS.
    private static int LocalFlags => OperatingSystem.IsMacOS() ? 24 : 12;

    /// <summary>Turns the echo off.</summary>
    /// <exception cref="UsageException">It can't be: a password would be seen.</exception>
    internal static TerminalEcho Silence(SafeFileHandle terminal)
    {
        var state = new byte[RoomForState];
        if (Get(terminal, state) == 0)
        {
            var echo = new TerminalEcho(terminal, [.. state]);
            var flags = state.AsSpan(LocalFlags);
            BinaryPrimitives.WriteInt32LittleEndian(flags, BinaryPrimitives.ReadInt32LittleEndian(flags) & ~Echo);
            if (Set(terminal, AfterOutputWithoutInput, state) == 0)
            {
                return echo;
            }
        }

        throw new UsageException("the terminal can't be kept from showing a password: use --auth-env.");
    }

    public void Dispose() => _ = Set(_terminal, Now, _before);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Get(SafeFileHandle terminal, [Out] byte[] state);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(SafeFileHandle terminal, int when, byte[] state);
}
