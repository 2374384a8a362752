namespace Peregrine;

/// <summary>Somebody who waits for a connection. The result is one that became free, or null: a place to make a new one.</summary>
internal sealed class PoolWaiter(PoolBucket bucket, Protocols wanted)
    : TaskCompletionSource<PooledConnection?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal PoolBucket Bucket => bucket;

    internal Protocols Wanted => wanted;
}
