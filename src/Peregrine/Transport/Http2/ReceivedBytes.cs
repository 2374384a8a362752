using System.Buffers;

namespace Peregrine;

/// <summary>What has come of a body and was not read yet, in pooled memory that grows and goes back as need be. Pure.</summary>
internal struct ReceivedBytes
{
    private const int FirstSize = 256;
    private const int MostToKeep = 64 * 1024;
    private byte[]? _octets;
    private int _start;
    private int _end;

    internal readonly int Count => _end - _start;

    internal void Add(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
        {
            return;
        }

        if (_octets is null || _octets.Length - _end < octets.Length)
        {
            MakeRoom(octets.Length);
        }

        octets.CopyTo(_octets.AsSpan(_end));
        _end += octets.Length;
    }

    /// <summary>Moves out as many as fit.</summary>
    internal int Read(Span<byte> into)
    {
        var count = Math.Min(into.Length, Count);
        _octets.AsSpan(_start, count).CopyTo(into);
        _start += count;
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
            if (_octets is { Length: > MostToKeep })
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
        if (_octets is { } octets)
        {
            _octets = null;
            ArrayPool<byte>.Shared.Return(octets);
        }
    }

    // By moving what is there to the front when that frees half, else by twice the memory.
    private void MakeRoom(int count)
    {
        var kept = Count;
        if (_octets is not null && kept + count <= _octets.Length / 2)
        {
            _octets.AsSpan(_start, kept).CopyTo(_octets);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(kept == 0 ? Math.Max(count, FirstSize) : (kept + count) * 2);
            _octets.AsSpan(_start, kept).CopyTo(larger);
            Return();
            _octets = larger;
        }

        (_start, _end) = (0, kept);
    }
}
