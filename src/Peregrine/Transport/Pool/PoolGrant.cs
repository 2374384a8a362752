namespace Peregrine;

/// <summary>
/// What a request is given that asked for a connection: one that it may use, a place in which to make one, or a waiter
/// in the queue. The default is nothing at all.
/// </summary>
internal readonly struct PoolGrant
{
    private PoolGrant(PoolBucket bucket, PooledConnection? connection, PoolWaiter? waiter) =>
        (Bucket, Connection, Waiter) = (bucket, connection, waiter);

    /// <summary>Where it is counted.</summary>
    internal PoolBucket Bucket { get; }

    /// <summary>The connection, if there was one.</summary>
    internal PooledConnection? Connection { get; }

    /// <summary>The waiter, if there was neither a connection nor a place.</summary>
    internal PoolWaiter? Waiter { get; }

    internal bool IsNothing => Bucket is null;

    internal static PoolGrant FromConnection(PooledConnection connection) => new(connection.Bucket!, connection, null);

    internal static PoolGrant FromPlace(PoolBucket bucket) => new(bucket, null, null);

    internal static PoolGrant FromWaiter(PoolWaiter waiter) => new(waiter.Bucket, null, waiter);
}
