namespace Peregrine;

/// <summary>
/// What a request is given that asked for a connection: one that it may use, a place in which to make one, or a waiter
/// in the queue. The default is nothing at all.
/// </summary>
internal readonly struct PoolGrant
{
    private PoolGrant(PoolBucket bucket, Protocols wanted, PooledConnection? connection, PoolWaiter? waiter) =>
        (Bucket, Wanted, Connection, Waiter) = (bucket, wanted, connection, waiter);

    /// <summary>Where it is counted.</summary>
    internal PoolBucket Bucket { get; }

    /// <summary>By which versions of HTTP the request may go.</summary>
    internal Protocols Wanted { get; }

    /// <summary>The connection, if there was one.</summary>
    internal PooledConnection? Connection { get; }

    /// <summary>The waiter, if there was neither a connection nor a place.</summary>
    internal PoolWaiter? Waiter { get; }

    internal bool IsNothing => Bucket is null;

    internal static PoolGrant FromConnection(PooledConnection connection, Protocols wanted) =>
        new(connection.Bucket!, wanted, connection, null);

    internal static PoolGrant FromPlace(PoolBucket bucket, Protocols wanted) => new(bucket, wanted, null, null);

    internal static PoolGrant FromWaiter(PoolWaiter waiter) => new(waiter.Bucket, waiter.Wanted, null, waiter);
}
