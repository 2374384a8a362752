using System.Runtime.InteropServices;

namespace Peregrine;

/// <summary>
/// A descriptor of Unix as a stream of read(2) and write(2): a file that was redirected is shared with other programs,
/// and its place has to move on for them. (A <see cref="FileStream"/> writes at a place of its own.)
/// </summary>
internal sealed partial class DescriptorStream(int number, FileAccess access) : Stream
{
    private const int Interrupted = 4; // EINTR
    private const int TryAgain = 11; // EAGAIN
    private const int TryAgainOnMac = 35;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    public override bool CanRead => access == FileAccess.Read;

    public override bool CanSeek => false;

    public override bool CanWrite => access == FileAccess.Write;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var count = (int)ReadFrom(number, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (count >= 0)
            {
                return count;
            }

            ThrowUnlessTransient("standard input can't be read");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var count = (int)WriteTo(number, in MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (count >= 0)
            {
                buffer = buffer[count..];
            }
            else
            {
                ThrowUnlessTransient(number == Descriptor.Output
                    ? "standard output can't be written to"
                    : "standard error can't be written to");
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Another program that shares the terminal or the pipe may have made it non-blocking.
    private static void ThrowUnlessTransient(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error is TryAgain or TryAgainOnMac)
        {
            Thread.Sleep(Pause);
        }
        else if (error != Interrupted)
        {
            throw new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadFrom(int number, ref byte buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint WriteTo(int number, in byte buffer, nuint length);
}
