using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>A file that is there whole or not at all: written under another name beside it, then renamed.</summary>
internal static class SavedFile
{
    private const int Size = 64 * 1024;

    internal static async ValueTask<long> WriteAsync(string path, BodyInput input, bool isBlocking, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        var part = $"{full}.{Guid.NewGuid():N}.part";
        try
        {
            long length;
            using (var file = File.OpenHandle(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None))
            {
                length = await CopyAsync(input, file, isBlocking, cancellationToken).ConfigureAwait(false);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(part, full, overwrite: true);
            return length;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static async ValueTask<long> CopyAsync(BodyInput input, SafeFileHandle file, bool isBlocking, CancellationToken cancellationToken)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Size);
        try
        {
            long length = 0;
            while (await input.ReadAsync(buffer).ConfigureAwait(false) is var read && read > 0)
            {
                if (isBlocking)
                {
                    RandomAccess.Write(file, buffer.AsSpan(0, read), length);
                }
                else
                {
                    await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), length, cancellationToken).ConfigureAwait(false);
                }

                length += read;
            }

            return length;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
