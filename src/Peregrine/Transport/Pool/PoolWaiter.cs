namespace Peregrine;

/// <summary>
/// A request that waits for a connection. The result is one that became free, or null: a place to make a new one. The
/// task is cancelled when the request has left the queue without either.
/// </summary>
/// <remarks>
/// It is its own entry in the line and in the heap that it stands in: a wait makes this object and its task, no more.
/// </remarks>
internal sealed class PoolWaiter(long turn, long since, PhaseLimit limit, long until)
    : TaskCompletionSource<PooledConnection?>(TaskCreationOptions.RunContinuationsAsynchronously), IHeapEntry
{
    // Set once.

    /// <summary>Its turn: who came before has a smaller one, at whichever origin.</summary>
    internal long Turn => turn;

    /// <summary>When it began to wait, as a timestamp of the pool's clock.</summary>
    internal long Since => since;

    /// <summary>When its limit is over; the largest number where it has none.</summary>
    internal long Until => until;

    /// <summary>Whose limit that is.</summary>
    internal TimeoutPhase Binding { get; } = limit.Phase;

    // Only the call that waits.

    /// <summary>What has it leave when the caller's token is cancelled.</summary>
    internal CancellationTokenRegistration Cancellation { get; set; }

    // Under the pool's lock.

    /// <summary>Where it stands, or stood last.</summary>
    internal PoolLine Line { get; set; } = null!;

    internal PoolWaiter? Previous { get; set; }

    internal PoolWaiter? Next { get; set; }

    int IHeapEntry.HeapIndex { get; set; }

    /// <summary>When the pool has to look at it: its limit is over, or it has been patient enough.</summary>
    internal long Due { get; set; }

    /// <summary>Whether it waits; else it was served, or has left.</summary>
    internal bool IsWaiting => !Task.IsCompleted;

    /// <summary>Which limit on connections stood in its way when its time was over.</summary>
    internal PoolShortage Shortage { get; set; }

    internal PoolBucket Bucket => Line.Bucket;

    internal Protocols Wanted => Line.Wanted;
}
