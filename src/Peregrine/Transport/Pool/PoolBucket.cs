namespace Peregrine;

/// <summary>The connections of one route, and who waits for one. Touched only under the pool's lock.</summary>
internal sealed class PoolBucket(Route route) : IHeapEntry
{
    private PoolQueue? _queue; // Null until the first waits: most routes never have one.

    internal Route Route => route;

    /// <summary>
    /// Idle connections that serve one request at a time, in the order in which they fell idle: the one used last is at
    /// the end.
    /// </summary>
    internal LinkedList<PooledConnection> Idle { get; } = [];

    /// <summary>Connections that many requests share and that take requests, busy or not.</summary>
    internal List<PooledConnection> Shared { get; } = [];

    /// <summary>Those of them that no request uses, in the order in which they fell idle.</summary>
    internal LinkedList<PooledConnection> IdleShared { get; } = [];

    /// <summary>Who waits, first come first served.</summary>
    internal PoolQueue Queue => _queue ??= new PoolQueue(this);

    /// <summary>How many wait.</summary>
    internal int Waiting => _queue is null ? 0 : _queue.Count;

    /// <summary>Connections that exist or are being made, idle ones included.</summary>
    internal int Open { get; set; }

    /// <summary>Connections that are being made.</summary>
    internal int Dialing { get; set; }

    /// <summary>Those of them that many may come to share.</summary>
    internal int DialingShared { get; set; }

    /// <summary>Shared connections that take no more requests, and still carry some.</summary>
    internal int Draining { get; set; }

    /// <summary>
    /// Whether the last connection that might have been shared was not: no request waits for another's then.
    /// </summary>
    internal bool DialsAlone { get; set; }

    /// <summary>How often the pool was told to drop these connections.</summary>
    internal int Epoch { get; set; }

    int IHeapEntry.HeapIndex { get; set; }

    internal bool IsEmpty => Open == 0 && Waiting == 0;

    /// <summary>How many connections could be closed without harm.</summary>
    internal int AllIdle => Idle.Count + IdleShared.Count;

    /// <summary>The one of them that has been idle longest.</summary>
    internal PooledConnection? IdleLongest =>
        (Idle.First?.Value, IdleShared.First?.Value) switch
        {
            ({ } plain, { } shared) => shared.IdleSince < plain.IdleSince ? shared : plain,
            var (plain, shared) => plain ?? shared,
        };

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
