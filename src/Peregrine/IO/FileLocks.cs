namespace Peregrine;

/// <summary>Files that one process at a time may open.</summary>
internal static class FileLocks
{
    // EAGAIN of Linux and of macOS, the sharing and lock violations of Windows.
    private static readonly int[] HeldCodes = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>
    /// Whether opening a file failed because another process or handle holds it, and for no other reason.
    /// </summary>
    internal static bool IsHeld(IOException failure) => HeldCodes.Contains(failure.HResult);
}
