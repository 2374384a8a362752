using System.Buffers;

namespace Peregrine;

/// <summary>
/// Memory that a body is read into. It grows as bytes arrive, never because a header promises them: a small body lies
/// in one piece, a large one in several, so that growing copies little and allocates little more than arrives.
/// </summary>
internal sealed class BodyBuffer(int capacity)
{
    private const int LargestCopy = 64 * 1024;
    private const int LargestPiece = 1024 * 1024;
    private List<byte[]>? _full;
    private byte[]? _bytes = capacity > 0 ? ArrayPool<byte>.Shared.Rent(capacity) : null;
    private int _used;
    private int _before;

    internal int Count => _before + _used;

    /// <summary>Room for at least one more byte, and not for more than are wanted at most.</summary>
    internal Memory<byte> Free(long atMost)
    {
        if (_used == _bytes!.Length)
        {
            Grow(atMost);
        }

        var room = _bytes.AsMemory(_used);
        return room.Length > atMost ? room[..(int)atMost] : room;
    }

    internal void Advance(int count) => _used += count;

    /// <summary>What was written, in one piece.</summary>
    internal ReadOnlySpan<byte> Written() => WrittenMemory().Span;

    /// <summary>What was written, in one piece.</summary>
    internal ReadOnlyMemory<byte> WrittenMemory()
    {
        if (_full is not null)
        {
            var whole = ArrayPool<byte>.Shared.Rent(Count);
            CopyTo(whole);
            var count = Count;
            Return();
            (_bytes, _used) = (whole, count);
        }

        return _bytes.AsMemory(0, _used);
    }

    internal byte[] ToArray()
    {
        var whole = GC.AllocateUninitializedArray<byte>(Count);
        CopyTo(whole);
        return whole;
    }

    /// <summary>Gives the memory back; what was written is gone.</summary>
    internal void Return()
    {
        if (_bytes is not null) // Null where nothing was ever read.
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _full?.ForEach(static piece => ArrayPool<byte>.Shared.Return(piece));
            (_bytes, _full, _used, _before) = (null, null, 0, 0);
        }
    }

    private void Grow(long atMost)
    {
        if (_full is null && _used < LargestCopy)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_used * 2L, _used + atMost));
            _bytes.AsSpan().CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes!);
            _bytes = larger;
            return;
        }

        (_full ??= []).Add(_bytes!);
        _before = checked(_before + _used);
        (_bytes, _used) = (ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Min(_before, LargestPiece), atMost)), 0);
    }

    private void CopyTo(Span<byte> whole)
    {
        foreach (var piece in _full ?? [])
        {
            piece.CopyTo(whole);
            whole = whole[piece.Length..];
        }

        _bytes.AsSpan(0, _used).CopyTo(whole);
    }
}
