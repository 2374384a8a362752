namespace Peregrine;

/// <summary>
/// What was received and not yet used. Room is rented when something is to be received, and given back when its owner
/// says that nothing is: an idle connection holds none.
/// </summary>
/// <remarks>
/// Room that a read was given and did not bring back never goes to the pool: that read is under way, or it failed and
/// may still write. Such room is left to the collector.
/// </remarks>
internal sealed class ReadBuffer
{
    private const int FirstSize = 16_384;
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private bool _isUnderRead;

    internal int Count => _end - _start;

    /// <summary>Whether a read was given room and has not said what came.</summary>
    internal bool IsUnderRead => _isUnderRead;

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
    /// Room to receive into, until <see cref="Received"/> says what came. What is there is moved to the front, and the
    /// buffer grows when the room is too small.
    /// </summary>
    internal Memory<byte> Free(int atLeast)
    {
        if (_bytes.Length - _end < atLeast)
        {
            MakeRoom(atLeast);
        }

        _isUnderRead = true;
        return _bytes.AsMemory(_end);
    }

    internal void Received(int count)
    {
        _end += count;
        _isUnderRead = false;
    }

    /// <summary>Moves bytes out, as many as fit.</summary>
    internal int Read(Span<byte> into)
    {
        var count = Math.Min(into.Length, Count);
        Span[..count].CopyTo(into);
        Consume(count);
        return count;
    }

    /// <summary>Forgets what is there, and gives the room back to where it was rented.</summary>
    internal void GiveBack()
    {
        (_start, _end) = (0, 0);
        Replace([]);
    }

    private void MakeRoom(int atLeast)
    {
        var count = Count;
        if (_bytes.Length - count >= atLeast)
        {
            Span.CopyTo(_bytes);
        }
        else
        {
            var larger = ReceiveRooms.Pool.Rent(Math.Max(FirstSize, count + atLeast));
            Span.CopyTo(larger);
            Replace(larger);
        }

        (_start, _end) = (0, count);
    }

    private void Replace(byte[] bytes)
    {
        var old = _bytes;
        _bytes = bytes;
        if (old.Length > 0 && !_isUnderRead)
        {
            ReceiveRooms.Pool.Return(old);
        }

        _isUnderRead = false;
    }
}
