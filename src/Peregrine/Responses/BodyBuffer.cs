using System.Buffers;

namespace Peregrine;

/// <summary>
/// Memory that a body is read into. It grows as bytes arrive, never because a header alone promises them: a small body
/// lies in one piece, a large one in several, each as large as all before it, so that growing copies little and
/// allocates little more than arrives. A length that the first piece has borne out is believed: the rest is read to
/// where it stays.
/// </summary>
/// <remarks>What only a large body needs is an object of its own: 16 bytes less for every other.</remarks>
internal sealed class BodyBuffer
{
    private const int LargestCopy = 64 * 1024;
    private const int LargestPiece = 16 * 1024 * 1024; // The pool keeps a few of any size: 100 MB in 1 MiB it does not.
    private byte[]? _bytes;
    private int _used;
    private Large? _large;

    /// <param name="capacity">The size of the first piece.</param>
    /// <param name="promised">The length that the header tells; 0 for none, or for one that the first piece
    /// holds.</param>
    internal BodyBuffer(int capacity, int promised = 0)
    {
        _bytes = capacity > 0 ? ArrayPool<byte>.Shared.Rent(capacity) : null;
        _large = promised > 0 ? new Large { Promised = promised } : null;
    }

    internal int Count => (_large?.Before ?? 0) + _used;

    private bool IsAsPromised => _large?.Whole is { } whole && Count == whole.Length;

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
        if (IsAsPromised)
        {
            return _large!.Whole;
        }

        if (_large is { Full.Count: > 0 })
        {
            var whole = ArrayPool<byte>.Shared.Rent(Count);
            CopyTo(whole);
            var count = Count;
            Return();
            (_bytes, _used) = (whole, count);
        }

        return _bytes.AsMemory(0, _used);
    }

    /// <summary>What was written, in an array that the pool does not have.</summary>
    internal byte[] ToArray()
    {
        if (IsAsPromised)
        {
            return _large!.Whole!;
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
            _large?.Full.ForEach(Return);
            (_bytes, _large, _used) = (null, null, 0);
        }
    }

    private void Grow(long atMost)
    {
        if (_used < LargestCopy && _large is null or { Full.Count: 0 })
        {
            Move(ArrayPool<byte>.Shared.Rent((int)Math.Min(_used * 2L, _used + atMost)));
            return;
        }

        _large ??= new Large();
        if (_large is { Whole: null, Full.Count: 0 } && _large.Promised > _used)
        {
            Move(_large.Whole = GC.AllocateUninitializedArray<byte>(_large.Promised));
            return;
        }

        _large.Full.Add(_bytes!);
        _large.Before = checked(_large.Before + _used);
        _used = 0;
        var wanted = IsAsPromised ? LargestCopy : Math.Min(_large.Before, LargestPiece); // The end needs no room.
        _bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, atMost));
    }

    private void Move(byte[] larger)
    {
        _bytes.AsSpan().CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes!);
        _bytes = larger;
    }

    private void Return(byte[] piece)
    {
        if (!ReferenceEquals(piece, _large?.Whole))
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private void CopyTo(Span<byte> whole)
    {
        foreach (var piece in _large?.Full ?? [])
        {
            piece.CopyTo(whole);
            whole = whole[piece.Length..];
        }

        _bytes.AsSpan(0, _used).CopyTo(whole);
    }

    private sealed class Large
    {
        /// <summary>How long the body is to be; 0 where that is not known.</summary>
        internal int Promised { get; init; }

        /// <summary>The array of that length, which is not of the pool.</summary>
        internal byte[]? Whole { get; set; }

        /// <summary>The pieces that are full, before the one that is written to.</summary>
        internal List<byte[]> Full { get; } = [];

        /// <summary>How many bytes they hold.</summary>
        internal int Before { get; set; }
    }
}
