namespace Peregrine;

/// <summary>Whether a write failed because the reader of the pipe has gone: it has what it wanted.</summary>
internal static class BrokenPipe
{
    private const int Posix = 32; // EPIPE
    private const int Windows = unchecked((int)0x800700E8); // ERROR_NO_DATA: the pipe is being closed.
    private const int WindowsBroken = unchecked((int)0x8007006D); // ERROR_BROKEN_PIPE

    internal static bool IsCauseOf(IOException failure) => failure.HResult is Posix or Windows or WindowsBroken;
}
