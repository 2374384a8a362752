using System.Buffers;

namespace Peregrine;

/// <summary>
/// What has come of a body and was not read yet, in pooled memory that grows and goes back as need be. Pure.
/// </summary>
internal struct ReceivedBytes
{
    private const int FirstSize = 256;
    private const int MostToKeep = 64 * 1024;
    private byte[]? _bytes;
    private int _start;
    private int _end;

    internal readonly int Count => _end - _start;

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (_bytes is null || _bytes.Length - _end < bytes.Length)
        {
            MakeRoom(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Moves out as many as fit.</summary>
    internal int Read(Span<byte> into)
    {
        var count = Math.Min(into.Length, Count);
        _bytes.AsSpan(_start, count).CopyTo(into);
        _start += count;
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
            if (_bytes is { Length: > MostToKeep })
            {
                Return();
            }
        }

        return count;
    }

    /// <summary>Gives the memory back.</summary>
    internal void Return()
    {
        (_start, _end) = (0, 0);
        if (_bytes is { } bytes)
        {
            _bytes = null;
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    // By moving what is there to the front when that frees half, else by twice the memory.
    private void MakeRoom(int count)
    {
        var kept = Count;
        if (_bytes is not null && kept + count <= _bytes.Length / 2)
        {
            _bytes.AsSpan(_start, kept).CopyTo(_bytes);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(kept == 0 ? Math.Max(count, FirstSize) : (kept + count) * 2);
            _bytes.AsSpan(_start, kept).CopyTo(larger);
            Return();
            _bytes = larger;
        }

        (_start, _end) = (0, kept);
    }
}
