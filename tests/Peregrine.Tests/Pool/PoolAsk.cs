namespace Peregrine;

/// <summary>A request that asked for a connection, and what it was given.</summary>
internal sealed class PoolAsk(
    PoolTable table, Protocols wanted, PoolBucket bucket, PoolWaiter? waiter, PooledConnection? connection)
{
    internal Protocols Wanted => wanted;

    internal PoolBucket Bucket => bucket;

    internal PoolWaiter? Waiter => waiter;

    /// <summary>Whether it stands in the queue.</summary>
    internal bool Waits => waiter is { Task.IsCompleted: false };

    /// <summary>Whether it has a place and is to make a connection.</summary>
    internal bool Dials => !Waits && Connection is null;

    /// <summary>The connection that it was given; null where it waits or is to make one.</summary>
    internal PooledConnection? Connection =>
        waiter is null ? connection : waiter.Task.IsCompleted ? waiter.Task.Result : null;

    /// <summary>"waits", "dials", or the number of the connection.</summary>
    public override string ToString() => Waits ? "waits" : Connection is { } given ? table.NameOf(given) : "dials";
}
