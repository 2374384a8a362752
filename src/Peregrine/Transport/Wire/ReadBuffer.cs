namespace Peregrine;

/// <summary>What was received and not yet used.</summary>
internal sealed class ReadBuffer
{
    private const int FirstSize = 16_384;
    private byte[] _bytes = new byte[FirstSize];
    private int _start;
    private int _end;

    internal int Count => _end - _start;

    internal ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, Count);

    internal void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>
    /// Room to receive into. What is there is moved to the front, and the buffer grows when the room is too small.
    /// </summary>
    internal Memory<byte> Free(int atLeast)
    {
        if (_bytes.Length - _end < atLeast && _start > 0)
        {
            Span.CopyTo(_bytes);
            (_start, _end) = (0, Count);
        }

        if (_bytes.Length - _end < atLeast)
        {
            Array.Resize(ref _bytes, _bytes.Length + atLeast);
        }

        return _bytes.AsMemory(_end);
    }

    internal void Received(int count) => _end += count;

    /// <summary>Moves bytes out, as many as fit.</summary>
    internal int Read(Span<byte> into)
    {
        var count = Math.Min(into.Length, Count);
        Span[..count].CopyTo(into);
        Consume(count);
        return count;
    }
}
