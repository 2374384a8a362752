using System.Collections.Concurrent;

namespace Peregrine;

/// <summary>
/// A stream between a connection and its socket that notes the room of each asynchronous read, how often the room had
/// been given back to the pool when the read began.
/// </summary>
internal sealed class WatchedReads(Stream inner, PoolWatch watch) : ReadWriteStream(inner)
{
    /// <summary>Reads that brought something.</summary>
    internal ConcurrentQueue<(byte[] Room, int Returns)> Ended { get; } = new();

    /// <summary>Reads that failed.</summary>
    internal ConcurrentQueue<(byte[] Room, int Returns)> Failed { get; } = new();

    /// <summary>The rooms of all reads that brought something, which it forgets.</summary>
    internal WeakReference<byte[]>[] TakeRooms()
    {
        WeakReference<byte[]>[] rooms = [.. Ended.Select(read => new WeakReference<byte[]>(read.Room))];
        Ended.Clear();
        return rooms;
    }

    public override int Read(Span<byte> buffer) => Inner.Read(buffer);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var room = PoolWatch.ArrayOf(buffer);
        var returns = watch.ReturnsOf(room);
        try
        {
            var read = await Inner.ReadAsync(buffer, cancellationToken);
            Ended.Enqueue((room, returns));
            return read;
        }
        catch
        {
            Failed.Enqueue((room, returns));
            throw;
        }
    }
}
