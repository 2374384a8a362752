using System.Buffers;

namespace Peregrine;

/// <summary>
/// What has come in and was not used yet, bytes or characters, cut into lines: CR, LF and CR LF end one, and nothing else. What
/// was searched once is never searched again, so a long line in small pieces takes no undue time. Pure.
/// </summary>
internal sealed class LineWindow<T>(T carriageReturn, T lineFeed, SizeLimit largest, int capacity) : IDisposable
    where T : unmanaged, IEquatable<T>
{
    private T[] _items = ArrayPool<T>.Shared.Rent(capacity);
    private int _start;
    private int _end;
    private int _searched;
    private bool _skipsLineFeed; // A CR was the last: an LF that follows it belongs to it.

    /// <summary>What is here.</summary>
    internal ReadOnlySpan<T> Rest => _items.AsSpan(_start.._end);

    /// <summary>Whether more is held than may be held at once.</summary>
    internal bool IsTooLong => largest.IsExceededBy(_end - _start);

    /// <summary>Room to receive into. What is here is moved to the front, and the room grows when it is too small.</summary>
    internal Memory<T> Free(int atLeast)
    {
        if (_items.Length - _end < atLeast && _start > 0)
        {
            MoveTo(_items);
        }

        if (_items.Length - _end < atLeast)
        {
            var old = _items;
            MoveTo(ArrayPool<T>.Shared.Rent(_items.Length * 2));
            ArrayPool<T>.Shared.Return(old);
        }

        return _items.AsMemory(_end);
    }

    internal void Advance(int count) => _end += count;

    /// <summary>Takes a line that is whole, without its end.</summary>
    internal bool TryTake(out ReadOnlySpan<T> line)
    {
        SkipLineFeed();
        var found = _items.AsSpan(_searched.._end).IndexOfAny(carriageReturn, lineFeed);
        if (found < 0)
        {
            _searched = _end;
            line = default;
            return false;
        }

        var at = _searched + found;
        line = _items.AsSpan(_start..at);
        _skipsLineFeed = _items[at].Equals(carriageReturn);
        _start = _searched = at + 1;
        return true;
    }

    /// <summary>Takes what is left when nothing more comes.</summary>
    internal ReadOnlySpan<T> TakeRest()
    {
        var rest = Rest;
        _start = _searched = _end;
        return rest;
    }

    public void Dispose()
    {
        ArrayPool<T>.Shared.Return(_items);
        (_items, _start, _end, _searched) = ([], 0, 0, 0);
    }

    private void MoveTo(T[] items)
    {
        Rest.CopyTo(items);
        (_items, _start, _end, _searched) = (items, 0, _end - _start, _searched - _start);
    }

    private void SkipLineFeed()
    {
        if (_skipsLineFeed && _start < _end)
        {
            _skipsLineFeed = false;
            _start += _items[_start].Equals(lineFeed) ? 1 : 0;
            _searched = Math.Max(_searched, _start);
        }
    }
}
