using System.Buffers;

namespace Peregrine;

/// <summary>
/// Memory that a body is read into. It grows as bytes arrive, never because a header alone promises them: a small body
/// lies in one piece, a large one in several, each as large as all before it, so that growing copies little and
/// allocates little more than arrives. A length that the first piece has borne out is believed: the rest is read to
/// where it stays.
/// </summary>
/// <param name="capacity">The size of the first piece.</param>
/// <param name="promised">The length that the header tells; 0 for none, or for one that the first piece holds.</param>
internal sealed class BodyBuffer(int capacity, int promised = 0)
{
    private const int LargestCopy = 64 * 1024;
    private const int LargestPiece = 16 * 1024 * 1024; // The pool keeps a few of any size: 100 MB in 1 MiB it does not.
    private byte[]? _whole; // Of the promised length, and not of the pool.
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
    internal ReadOnlySpan<byte> Written()
    {
        if (IsAsPromised)
        {
            return _whole;
        }

        if (_full is not null)
        {
            var whole = ArrayPool<byte>.Shared.Rent(Count);
            CopyTo(whole);
            var count = Count;
            Return();
            (_bytes, _used) = (whole, count);
        }

        return _bytes.AsSpan(0, _used);
    }

    /// <summary>What was written, in an array that the pool does not have.</summary>
    internal byte[] ToArray()
    {
        if (IsAsPromised)
        {
            return _whole!;
        }

        var whole = GC.AllocateUninitializedArray<byte>(Count);
        CopyTo(whole);
        return whole;
    }

    /// <summary>Gives the memory back; what was written is gone.</summary>
    internal void Return()
    {
        if (_bytes is not null) // Null where nothing was ever read.
        {
            Return(_bytes);
            _full?.ForEach(Return);
            (_bytes, _full, _whole, _used, _before) = (null, null, null, 0, 0);
        }
    }

    private bool IsAsPromised => _whole is not null && Count == _whole.Length;

    private void Grow(long atMost)
    {
        if (_full is null && _whole is null && (_used < LargestCopy || promised > _used))
        {
            var larger = _used < LargestCopy
                ? ArrayPool<byte>.Shared.Rent((int)Math.Min(_used * 2L, _used + atMost))
                : _whole = GC.AllocateUninitializedArray<byte>(promised);
            _bytes.AsSpan().CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes!);
            _bytes = larger;
            return;
        }

        (_full ??= []).Add(_bytes!);
        _before = checked(_before + _used);
        var wanted = IsAsPromised ? LargestCopy : Math.Min(_before, LargestPiece); // Or the end, which needs no room.
        (_bytes, _used) = (ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, atMost)), 0);
    }

    private void Return(byte[] piece)
    {
        if (!ReferenceEquals(piece, _whole))
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
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
