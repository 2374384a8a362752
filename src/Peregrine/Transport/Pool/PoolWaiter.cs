namespace Peregrine;

/// <summary>
/// A request that waits for a connection. The result is one that became free, or null: a place to make a new one.
/// </summary>
internal sealed class PoolWaiter(PoolBucket bucket, Protocols wanted, Reuse reuse)
    : TaskCompletionSource<PooledConnection?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal PoolBucket Bucket => bucket;

    internal Protocols Wanted => wanted;

    /// <summary>What will do.</summary>
    internal Reuse Reuse => reuse;

    /// <summary>
    /// Whether it still waits for a connection that another makes, rather than make its own. Changed under the pool's
    /// lock.
    /// </summary>
    internal bool IsPatient { get; set; } = reuse != Reuse.None;
}
