namespace Peregrine.Bench;

/// <summary>A stream of zeros that costs nothing to read.</summary>
internal sealed class Zeros(long length) : ReadOnlyStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer) => Take(buffer.Length);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Take(buffer.Length));

    private int Take(int count)
    {
        count = (int)Math.Min(count, _left);
        _left -= count;
        return count;
    }
}
