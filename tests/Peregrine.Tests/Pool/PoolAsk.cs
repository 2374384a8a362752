namespace Peregrine;

/// <summary>A request that asked for a connection, and what it was given.</summary>
internal sealed class PoolAsk(PoolTable table, Protocols wanted, PoolGrant grant)
{
    internal Protocols Wanted => wanted;

    internal PoolBucket Bucket => grant.Bucket;

    internal PoolWaiter? Waiter => grant.Waiter;

    /// <summary>Whether it stands in the queue.</summary>
    internal bool Waits => Waiter is { Task.IsCompleted: false };

    /// <summary>Whether it has a place and is to make a connection.</summary>
    internal bool Dials => !Waits && !HasLeft && Connection is null;

    /// <summary>The connection that it was given; null where it waits or is to make one.</summary>
    internal PooledConnection? Connection =>
        Waiter is null ? grant.Connection : Waiter.Task.IsCompletedSuccessfully ? Waiter.Task.Result : null;

    /// <summary>Whether it left the queue, or was told to, with nothing.</summary>
    internal bool HasLeft => Waiter is { Task: { IsCompleted: true, IsCompletedSuccessfully: false } };

    /// <summary>"waits", "left", "dials", or the number of the connection.</summary>
    public override string ToString() =>
        Waits ? "waits" : HasLeft ? "left" : Connection is { } given ? table.NameOf(given) : "dials";
}
