namespace Peregrine;

/// <summary>The connections of one route, and who waits for one. Touched only under the pool's lock.</summary>
internal sealed class PoolBucket(Route route)
{
    internal Route Route => route;

    /// <summary>Idle connections that serve one request at a time, the one used last at the end.</summary>
    internal List<PooledConnection> Idle { get; } = [];

    /// <summary>Connections that many requests share and that take requests, busy or not.</summary>
    internal List<PooledConnection> Shared { get; } = [];

    /// <summary>Who waits, first come first served.</summary>
    internal LinkedList<PoolWaiter> Waiters { get; } = [];

    /// <summary>Connections that exist or are being made, idle ones included.</summary>
    internal int Open { get; set; }

    /// <summary>Connections that are being made.</summary>
    internal int Dialing { get; set; }

    /// <summary>Those of them that many may come to share.</summary>
    internal int DialingShared { get; set; }

    /// <summary>
    /// Whether the last connection that might have been shared was not: no request waits for another's then.
    /// </summary>
    internal bool DialsAlone { get; set; }

    /// <summary>How often the pool was told to drop these connections.</summary>
    internal int Epoch { get; set; }

    internal bool IsEmpty => Open == 0 && Waiters.Count == 0;

    /// <summary>Everything that could be closed without harm.</summary>
    internal IEnumerable<PooledConnection> AllIdle => Idle.Concat(Shared.Where(connection => connection.InUse == 0));

    /// <summary>
    /// Whether a request had better wait for a connection that is being made, or for a word of its server, than make
    /// another.
    /// </summary>
    internal bool ShouldWaitFor(Protocols wanted) =>
        wanted.HasFlag(Protocols.Http2)
        && ((DialingShared > 0 && !DialsAlone) || Shared.Exists(static connection => connection.IsAwaited));

    /// <summary>
    /// Those of its connections that the pool has in its lists: all but the busy ones that are not shared.
    /// </summary>
    internal List<PooledConnection> Listed => [.. Idle, .. Shared];
}
