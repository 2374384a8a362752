using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Peregrine;

/// <summary>
/// The head of a request as it is put together. One serves a connection for life; its room is rented for each request.
/// </summary>
internal sealed class WriteBuffer
{
    private const int FirstSize = 1024;
    private byte[] _bytes = [];

    internal int Count { get; private set; }

    internal ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Count);

    internal void Clear() => Count = 0;

    /// <summary>
    /// Gives the room back to where it was rented. Not where a write of it failed: something may still read it.
    /// </summary>
    internal void GiveBack()
    {
        Count = 0;
        Replace([]);
    }

    internal WriteBuffer Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Count += bytes.Length;
        return this;
    }

    /// <summary>Text in UTF-8, which for a head is nearly always ASCII.</summary>
    internal WriteBuffer Add(string text)
    {
        Count += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    internal WriteBuffer Add(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Count += written;
        return this;
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Count < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Count + count));
            Memory.Span.CopyTo(larger);
            Replace(larger);
        }

        return _bytes.AsSpan(Count);
    }

    private void Replace(byte[] bytes)
    {
        var old = _bytes;
        _bytes = bytes;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }
}
