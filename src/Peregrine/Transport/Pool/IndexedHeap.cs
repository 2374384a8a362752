namespace Peregrine;

/// <summary>
/// Entries in the order of a number, the least first. Each knows where it is, so that any of them can leave; all that
/// changes the heap takes as many steps as the logarithm of its size.
/// </summary>
internal sealed class IndexedHeap<T>
    where T : class, IHeapEntry
{
    // From 1 on; the parent of i is i / 2, and no entry is before its parent.
    private (long Key, T? Entry)[] _entries = new (long, T?)[16];

    internal int Count { get; private set; }

    /// <summary>The entry of the least number; null where there is none.</summary>
    internal T? First => _entries[1].Entry;

    /// <summary>The least number; the largest that there is where there is no entry.</summary>
    internal long FirstKey => Count > 0 ? _entries[1].Key : long.MaxValue;

    /// <summary>Takes an entry in, or changes its number.</summary>
    internal void Set(T entry, long key)
    {
        var index = entry.HeapIndex;
        if (index == 0)
        {
            index = ++Count;
            if (index == _entries.Length)
            {
                Array.Resize(ref _entries, 2 * index);
            }
        }

        Settle(index, (key, entry));
    }

    /// <summary>Lets an entry go; one that is not here has gone already.</summary>
    internal void Remove(T entry)
    {
        var index = entry.HeapIndex;
        if (index == 0)
        {
            return;
        }

        var last = _entries[Count];
        _entries[Count--] = default;
        entry.HeapIndex = 0;
        if (last.Entry != entry)
        {
            Settle(index, last);
        }
    }

    // Puts an entry where it belongs, from a place that is free for it.
    private void Settle(int index, (long Key, T? Entry) one)
    {
        for (; index > 1 && one.Key < _entries[index / 2].Key; index /= 2)
        {
            Place(index, _entries[index / 2]);
        }

        for (var child = LesserChild(index); child <= Count && _entries[child].Key < one.Key;
            child = LesserChild(index))
        {
            Place(index, _entries[child]);
            index = child;
        }

        Place(index, one);
    }

    private int LesserChild(int index) =>
        (2 * index) + (2 * index < Count && _entries[(2 * index) + 1].Key < _entries[2 * index].Key ? 1 : 0);

    private void Place(int index, (long Key, T? Entry) one)
    {
        _entries[index] = one;
        one.Entry!.HeapIndex = index;
    }
}
