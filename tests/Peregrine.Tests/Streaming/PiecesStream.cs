namespace Peregrine;

/// <summary>A stream that gives these pieces, at most one a read, and then ends or fails.</summary>
internal sealed class PiecesStream(IEnumerable<byte[]> pieces, Exception? end = null) : ReadOnlyStream
{
    private readonly Queue<byte[]> _pieces = new(pieces.Where(piece => piece.Length > 0));
    private int _given; // Of the first piece.

    public bool IsDisposed { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (!_pieces.TryPeek(out var piece))
        {
            return end is null ? 0 : throw end;
        }

        var count = Math.Min(buffer.Length, piece.Length - _given);
        piece.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        if (_given == piece.Length)
        {
            _pieces.Dequeue();
            _given = 0;
        }

        return count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return Read(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
