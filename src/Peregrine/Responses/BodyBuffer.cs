using System.Buffers;

namespace Peregrine;

/// <summary>Memory that a body is read into. It grows as bytes arrive, never because a header promises them.</summary>
internal struct BodyBuffer(int capacity)
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    internal int Count { get; private set; }

    internal readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    /// <summary>Room for at least one more byte.</summary>
    internal Memory<byte> Free()
    {
        if (Count == _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(checked(_bytes.Length * 2));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsMemory(Count);
    }

    internal void Advance(int count) => Count += count;

    /// <summary>Gives the memory back; what was written is gone.</summary>
    internal void Return()
    {
        if (_bytes is { Length: > 0 }) // Null where nothing was ever read.
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            (_bytes, Count) = ([], 0);
        }
    }
}
