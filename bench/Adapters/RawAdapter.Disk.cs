using Microsoft.Win32.SafeHandles;

namespace Peregrine.Bench;

/// <content>A socket and a file: what writing a download costs whoever does it.</content>
internal partial class RawAdapter
{
    /// <summary>Writes a download beside its place, as ours does, and renames it.</summary>
    protected async Task KeepAsync(int megabytes, string file, bool isFlushed)
    {
        var (connection, draft) = (Take(), file + ".raw");
        await connection.AskAsync(RawConnection.Head($"GET /down?{megabytes}"));
        using (var handle = File.OpenHandle(draft, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, connection.Body, 0);
            await CopyAsync(connection, handle);
            if (isFlushed)
            {
                RandomAccess.FlushToDisk(handle);
            }
        }

        File.Move(draft, file, overwrite: true);
        _idle.Push(connection);
    }

    private static async Task CopyAsync(RawConnection connection, SafeFileHandle handle)
    {
        var buffer = new byte[Payload.BufferSize];
        for (long at = connection.Body.Length; at < connection.BodyLength;)
        {
            var read = await connection.ReadAsync(buffer);
            RandomAccess.Write(handle, buffer.AsSpan(0, read), at);
            at += read;
        }
    }
}
