using System.Buffers;

namespace Peregrine;

/// <summary>
/// What has come of a body and was not read yet, in pooled memory: one piece that grows while the body is small, then
/// pieces of one size, each of which goes back when it was read. So much that lies unread takes little more memory than
/// it is long. Pure.
/// </summary>
internal struct ReceivedBytes
{
    private const int FirstSize = 256;
    private const int PieceSize = 64 * 1024;
    private Queue<byte[]>? _full; // The pieces before the last.
    private byte[]? _last;
    private int _start; // In the first piece.
    private int _end; // In the last.

    internal readonly int Count => ((_full?.Count ?? 0) * PieceSize) + _end - _start;

    // The small piece that is the first may be larger than what was asked for, up to a whole piece.
    private readonly int LastSize => Math.Min(_last?.Length ?? 0, PieceSize);

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (LastSize - _end < bytes.Length)
            {
                MakeRoom(bytes.Length);
            }

            var count = Math.Min(LastSize - _end, bytes.Length);
            bytes[..count].CopyTo(_last.AsSpan(_end));
            _end += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Moves out as many as fit.</summary>
    internal int Read(Span<byte> into)
    {
        var read = 0;
        while (read < into.Length && Count > 0)
        {
            var (first, end) = _full is { Count: > 0 } full ? (full.Peek(), PieceSize) : (_last!, _end);
            var count = Math.Min(into.Length - read, end - _start);
            first.AsSpan(_start, count).CopyTo(into[read..]);
            read += count;
            _start += count;
            if (_start == end)
            {
                EndFirst();
            }
        }

        return read;
    }

    /// <summary>Gives the memory back.</summary>
    internal void Return()
    {
        while (_full is { Count: > 0 } full)
        {
            ArrayPool<byte>.Shared.Return(full.Dequeue());
        }

        (_start, _end) = (0, 0);
        if (_last is { } last)
        {
            _last = null;
            ArrayPool<byte>.Shared.Return(last);
        }
    }

    // The last is kept: more may come.
    private void EndFirst()
    {
        _start = 0;
        if (_full is { Count: > 0 } full)
        {
            ArrayPool<byte>.Shared.Return(full.Dequeue());
        }
        else
        {
            _end = 0;
        }
    }

    // A piece that has its size is filled to its end. A smaller one is the only one: what is there is moved to the
    // front when that frees half, else to twice the memory.
    private void MakeRoom(int count)
    {
        if (LastSize < PieceSize)
        {
            Grow(count);
        }
        else if (_end == PieceSize)
        {
            (_full ??= new()).Enqueue(_last!);
            (_last, _end) = (ArrayPool<byte>.Shared.Rent(PieceSize), 0);
        }
    }

    private void Grow(int count)
    {
        var (small, kept) = (_last, _end - _start);
        if (small is null || kept + count > small.Length / 2)
        {
            _last = ArrayPool<byte>.Shared.Rent(
                Math.Clamp(kept == 0 ? count : (kept + count) * 2, FirstSize, PieceSize));
        }

        small.AsSpan(_start, kept).CopyTo(_last);
        (_start, _end) = (0, kept);
        if (small is not null && small != _last)
        {
            ArrayPool<byte>.Shared.Return(small);
        }
    }
}
