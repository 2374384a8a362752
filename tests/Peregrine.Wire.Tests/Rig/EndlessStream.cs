namespace Peregrine;

/// <summary>A stream of zeros that has no end, or one after so many bytes, or fails there.</summary>
internal sealed class EndlessStream(long length = long.MaxValue, Exception? end = null) : ReadOnlyStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, _left);
        if (count == 0 && end is not null)
        {
            throw end;
        }

        _left -= count;
        buffer[..count].Clear();
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));
}
