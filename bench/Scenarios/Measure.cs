namespace Peregrine.Bench;

/// <summary>What a bar is about.</summary>
internal enum Measure
{
    Cpu,
    Bytes,

    /// <summary>
    /// Peak of the managed heap over idle, in megabytes: the limit is on what it is more than the other's.
    /// </summary>
    Heap,

    /// <summary>Wall time.</summary>
    Time,
}
