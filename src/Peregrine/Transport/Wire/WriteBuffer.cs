using System.Buffers.Text;
using System.Text;

namespace Peregrine;

/// <summary>The head of a request as it is put together. One serves a connection for life.</summary>
internal sealed class WriteBuffer
{
    private const int FirstSize = 1024;
    private const int MostToKeep = 4 * 1024;
    private byte[] _bytes = new byte[FirstSize];

    internal int Count { get; private set; }

    internal ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Count);

    /// <summary>Forgets what it holds, and the memory of a large head.</summary>
    internal void Clear()
    {
        Count = 0;
        if (_bytes.Length > MostToKeep)
        {
            _bytes = new byte[FirstSize];
        }
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
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Count + count));
        }

        return _bytes.AsSpan(Count);
    }
}
