namespace Peregrine;

/// <summary>What an <see cref="IndexedHeap{T}"/> holds.</summary>
internal interface IHeapEntry
{
    /// <summary>Where the heap has it, from 1; 0 where it is in none. Only the heap writes it.</summary>
    int HeapIndex { get; set; }
}
