namespace Peregrine;

/// <summary>The order of those that have a moment, or a turn, of whom any may leave.</summary>
public sealed class IndexedHeapTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 100)]
    [InlineData(3, 1000)]
    public void Whatever_comes_changes_and_leaves_the_least_is_first(int seed, int most)
    {
        var (heap, random) = (new IndexedHeap<Entry>(), new Random(seed));
        var known = new Dictionary<Entry, long>();
        for (var step = 0; step < 5000; step++)
        {
            if (known.Count < most && random.Next(3) > 0)
            {
                Set(heap, known, new Entry(), random.Next(500));
            }
            else if (known.Count > 0)
            {
                var one = known.Keys.ElementAt(random.Next(known.Count));
                if (random.Next(2) == 0)
                {
                    Set(heap, known, one, random.Next(500));
                }
                else
                {
                    heap.Remove(one);
                    known.Remove(one);
                }
            }

            Assert.Equal(known.Count, heap.Count);
            Assert.Equal(known.Count == 0 ? long.MaxValue : known.Values.Min(), heap.FirstKey);
            Assert.Equal(heap.First is null, known.Count == 0);
            Assert.True(heap.First is null || known[heap.First] == heap.FirstKey);
        }
    }

    [Fact]
    public void One_that_is_not_here_leaves_without_harm()
    {
        var (heap, entry, other) = (new IndexedHeap<Entry>(), new Entry(), new Entry());
        heap.Set(entry, 1);

        heap.Remove(other);
        heap.Remove(entry);
        heap.Remove(entry);

        Assert.Equal((0, null, long.MaxValue), (heap.Count, heap.First, heap.FirstKey));
    }

    private static void Set(IndexedHeap<Entry> heap, Dictionary<Entry, long> known, Entry entry, long key)
    {
        heap.Set(entry, key);
        known[entry] = key;
    }

    private sealed class Entry : IHeapEntry
    {
        int IHeapEntry.HeapIndex { get; set; }
    }
}
