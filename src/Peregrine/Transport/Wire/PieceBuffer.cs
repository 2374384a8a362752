using System.Buffers;
using System.Buffers.Text;

namespace Peregrine;

/// <summary>
/// Where the head of a request and small pieces of its body are gathered until they leave in one write. Pieces of a
/// body whose length was not told become one chunk (RFC 9112, section 7.1): room for its size is kept before them, so
/// that they are copied once. A large piece of such a body is copied too: the copy costs less than to send what stands
/// around it by itself. No I/O.
/// </summary>
internal sealed class PieceBuffer(bool isChunked)
{
    /// <summary>How much is gathered: a record of TLS, and a frame of HTTP/2, hold no more.</summary>
    internal const int Size = 16 * 1024;

    /// <summary>The largest chunk that leaves in one write.</summary>
    internal const int LargestChunk = 64 * 1024;

    /// <summary>The most that stands around such a chunk, but for a head.</summary>
    internal const int MostAround = SizeLine + EndRoom;

    private const int SizeLine = 7; // "10000\r\n", of the largest chunk that is gathered.
    private const int LargeSizeLine = 10; // "7fffffff\r\n"
    private const int EndRoom = 2 + LargeSizeLine; // The end of the chunk, and "0\r\n\r\n" or the size of a large one.

    private byte[]? _bytes;     // Rented while a body needs it.
    private int _size = Size;
    private int _before;        // What leaves before the pieces: the head, or the end of a large chunk.
    private int _count;         // Of the pieces.

    /// <summary>Whether nothing waits to leave.</summary>
    internal bool IsEmpty => _before + _count == 0;

    private int Start => isChunked ? _before + SizeLine : _before;

    private byte[] Room => _bytes ??= ArrayPool<byte>.Shared.Rent(_size);

    /// <summary>Whether a piece of so many bytes may be gathered when nothing else is.</summary>
    internal bool MayHold(int count) => count <= (isChunked ? LargestChunk : Size);

    /// <summary>The head of the request, which leaves with the first pieces.</summary>
    internal void AddHead(ReadOnlySpan<byte> head)
    {
        if (!head.IsEmpty)
        {
            _size = Math.Max(Size, head.Length + (Size / 2));
            head.CopyTo(Room);
            _before = head.Length;
        }
    }

    /// <summary>Takes a piece in; false where there is no room for it.</summary>
    internal bool TryAdd(ReadOnlySpan<byte> piece)
    {
        var end = Start + _count;
        var needed = end + piece.Length + (isChunked ? EndRoom : 0);
        if (needed > _size)
        {
            if (!isChunked || _count > 0 || piece.Length > LargestChunk)
            {
                return false;
            }

            Grow(needed);
        }

        if (!piece.IsEmpty)
        {
            piece.CopyTo(Room.AsSpan(end));
            _count += piece.Length;
        }

        return true;
    }

    /// <summary>What leaves now, with the end of the body behind it. Nothing is added until it has left.</summary>
    internal ReadOnlyMemory<byte> TakeLast() => Close(isChunked ? "0\r\n\r\n"u8 : default);

    /// <summary>What leaves now. Nothing is added until it has left.</summary>
    internal ReadOnlyMemory<byte> Take() => Close(default);

    /// <summary>
    /// What leaves before a piece that is too large to be gathered, as a chunk of its own. <see cref="EndLarge"/>
    /// follows when both have left.
    /// </summary>
    internal ReadOnlyMemory<byte> TakeBefore(int large)
    {
        Span<byte> line = stackalloc byte[LargeSizeLine];
        return Close(isChunked ? line[..WriteSize(large, line)] : default);
    }

    /// <summary>A large piece has left.</summary>
    internal void EndLarge()
    {
        if (isChunked)
        {
            "\r\n"u8.CopyTo(Room);
            _before = 2;
        }
    }

    /// <summary>
    /// Gives the room back. No write of what was taken may be under way: after a failed one the room is left to the
    /// garbage collector, because a stream of the caller's may still read it.
    /// </summary>
    internal void Return()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Grow(int size)
    {
        _size = size;
        if (_bytes is { } bytes && bytes.Length < size)
        {
            _bytes = ArrayPool<byte>.Shared.Rent(size);
            bytes.AsSpan(0, _before).CopyTo(_bytes);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private ReadOnlyMemory<byte> Close(ReadOnlySpan<byte> ending)
    {
        var (first, end) = (0, _before + _count);
        if (isChunked && _count > 0)
        {
            // The size stands right before the pieces, and what leaves before them moves up to it.
            Span<byte> line = stackalloc byte[SizeLine];
            line = line[..WriteSize(_count, line)];
            first = SizeLine - line.Length;
            end = _before + SizeLine + _count;
            Room.AsSpan(0, _before).CopyTo(Room.AsSpan(first));
            line.CopyTo(Room.AsSpan(first + _before));
            "\r\n"u8.CopyTo(Room.AsSpan(end));
            end += 2;
        }

        if (!ending.IsEmpty)
        {
            ending.CopyTo(Room.AsSpan(end));
            end += ending.Length;
        }

        (_before, _count, _size) = (0, 0, Math.Min(_size, Size));
        return _bytes.AsMemory(first, end - first);
    }

    private static int WriteSize(int count, Span<byte> into)
    {
        Utf8Formatter.TryFormat(count, into, out var digits, 'x');
        "\r\n"u8.CopyTo(into[digits..]);
        return digits + 2;
    }
}
