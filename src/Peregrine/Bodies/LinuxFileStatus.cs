using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Peregrine;

/// <summary>
/// Asks Linux what kind of file a path leads to, which the framework does not tell. The system call <c>statx</c> is
/// used because what it fills in is laid out alike on every processor.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxFileStatus
{
    private const int CurrentFolder = -100;
    private const uint TypeAndSize = 0x201;
    private const int Size = 256;
    private const int ModeAt = 28;
    private const int SizeAt = 40;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>False when the system can't say, and where there is nothing.</summary>
    internal static unsafe bool TryRead(string path, out FileFacts facts)
    {
        var status = stackalloc byte[Size];
        try
        {
            if (StatX(CurrentFolder, path, 0, TypeAndSize, status) == 0)
            {
                var bytes = new ReadOnlySpan<byte>(status, Size);
                var type = MemoryMarshal.Read<ushort>(bytes[ModeAt..]) & TypeMask;
                var length = MemoryMarshal.Read<long>(bytes[SizeAt..]);
                facts = type == Folder ? default : new FileFacts(true, type == Regular, length);
                return true;
            }
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library without it.
        }

        facts = default;
        return false;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* status);
}
