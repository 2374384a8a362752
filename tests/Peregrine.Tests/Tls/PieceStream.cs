namespace Peregrine;

/// <summary>Bytes that arrive in pieces of one length. It notes into which arrays they were read.</summary>
internal sealed class PieceStream(byte[] bytes, int piece) : ReadOnlyStream
{
    private int _position;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>What each read ends with; null reads.</summary>
    internal Exception? Failure { get; init; }

    /// <summary>Told of the array of each asynchronous read as it begins.</summary>
    internal Action<byte[]>? OnRead { get; set; }

    internal List<byte[]> Rooms { get; } = [];

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(Math.Min(piece, bytes.Length - _position), buffer.Length);
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Rooms.Add(PoolWatch.ArrayOf(buffer));
        OnRead?.Invoke(Rooms[^1]);
        return Failure is null ? new ValueTask<int>(Read(buffer.Span)) : ValueTask.FromException<int>(Failure);
    }
}
