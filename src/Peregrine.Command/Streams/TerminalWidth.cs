using System.Globalization;
using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>
/// How wide a terminal is. The console of the platform would say so too, and sends the terminal codes of its own first.
/// </summary>
internal static partial class TerminalWidth
{
    private const int Narrowest = 20; // In less no text can be read, broken or not.
    private const nuint AskForSize = 0x5413; // TIOCGWINSZ, of Linux

    /// <summary>The columns of the terminal behind a descriptor.</summary>
    internal static int Of(int descriptor)
    {
        var size = default(Size);
        return Of(
            OperatingSystem.IsLinux() && Control(descriptor, AskForSize, ref size) == 0 ? size.Columns
                : OperatingSystem.IsWindows() ? OfWindows()
                : 0,
            Environment.GetEnvironmentVariable("COLUMNS"));
    }

    /// <summary>The columns, of what a terminal tells and the environment: some terminals tell nothing.</summary>
    internal static int Of(int told, string? columns) =>
        told > 0 ? Math.Max(told, Narrowest)
        : int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var set) && set > 0
            ? Math.Max(set, Narrowest)
        : WordWrap.Width;

    private static int OfWindows()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0; // There is no console.
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, nuint request, ref Size size);

    // struct winsize
    private struct Size
    {
        internal ushort Rows;
        internal ushort Columns;
        internal ushort Width;
        internal ushort Height;
    }
}
