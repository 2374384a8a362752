namespace Peregrine;

/// <summary>
/// The fields that both sides of a connection have kept, the newest first (RFC 7541, section 2.3.2). Pure.
/// </summary>
internal sealed class HpackDynamicTable
{
    /// <summary>The size that each side starts with, and the largest that we keep.</summary>
    internal const int MaxSize = 4096;

    private readonly HpackField[] _ring = new HpackField[MaxSize / HpackField.Overhead];
    private int _newest;
    private int _size;

    /// <summary>How many fields there are.</summary>
    internal int Count { get; private set; }

    /// <summary>How much they may take.</summary>
    internal int Limit { get; private set; } = MaxSize;

    /// <summary>What they take.</summary>
    internal int Size => _size;

    /// <summary>The field at a place, 0 for the newest.</summary>
    internal ref readonly HpackField this[int index] => ref _ring[(_newest - index + _ring.Length) % _ring.Length];

    /// <summary>Keeps a field; one that is larger than the table empties it.</summary>
    internal void Add(in HpackField field)
    {
        Shrink(Limit - field.Size);
        if (field.Size <= Limit)
        {
            _newest = (_newest + 1) % _ring.Length;
            _ring[_newest] = field;
            _size += field.Size;
            Count++;
        }
    }

    /// <summary>Sets how much it may take, no more than <see cref="MaxSize"/>.</summary>
    internal void Resize(int limit)
    {
        Limit = limit;
        Shrink(limit);
    }

    private void Shrink(int to)
    {
        while (Count > 0 && _size > to)
        {
            var oldest = (_newest - Count + 1 + _ring.Length) % _ring.Length;
            _size -= _ring[oldest].Size;
            _ring[oldest] = default;
            Count--;
        }
    }
}
