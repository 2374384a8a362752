using System.Buffers;

namespace Peregrine;

/// <summary>
/// What has come in and was not used yet, bytes or characters, in memory that grows as far as one part of it needs.
/// </summary>
internal class GrowingWindow<T>(int capacity) : IDisposable
    where T : unmanaged
{
    private T[] _items = ArrayPool<T>.Shared.Rent(capacity);
    private int _start;
    private int _end;

    /// <summary>How much is here.</summary>
    internal int Count => _end - _start;

    /// <summary>What is here.</summary>
    internal ReadOnlySpan<T> Rest => _items.AsSpan(_start, _end - _start);

    /// <summary>
    /// Room to receive into. What is here is moved to the front, and the room grows when it is too small.
    /// </summary>
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

    /// <summary>So much from the front is not needed any more.</summary>
    internal void Consume(int count) => _start += count;

    public void Dispose()
    {
        ArrayPool<T>.Shared.Return(_items);
        (_items, _start, _end) = ([], 0, 0);
    }

    private void MoveTo(T[] items)
    {
        Rest.CopyTo(items);
        (_items, _start, _end) = (items, 0, _end - _start);
    }
}
