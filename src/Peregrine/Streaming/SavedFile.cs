using Microsoft.Win32.SafeHandles;

namespace Peregrine;

/// <summary>Saves a body as a file, which is there whole or not at all.</summary>
internal static class SavedFile
{
    private const int Size = 64 * 1024;

    internal static async ValueTask<long> WriteAsync(
        string path, BodyInput input, bool isBlocking, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var draft = DraftFile.Create(path);
        var length = await CopyAsync(input, draft.Handle, isBlocking, cancellationToken).ConfigureAwait(false);
        draft.PutInPlace();
        return length;
    }

    private static async ValueTask<long> CopyAsync(
        BodyInput input, SafeFileHandle file, bool isBlocking, CancellationToken cancellationToken)
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
                    await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), length, cancellationToken)
                        .ConfigureAwait(false);
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
