namespace Peregrine;

/// <summary>A connection that the pool keeps count of.</summary>
internal abstract class PooledConnection(Route route, ILease lease, TimeProvider time) : IDisposable
{
    private readonly long _madeAt = time.GetTimestamp();

    internal Route Route => route;

    /// <summary>
    /// Whether a request waits for a connection like it, so that it will go from hand to hand and what it has rented is
    /// of use at once: a crowd that gave all back and rented it anew would be 6 KB a call, because pools of arrays keep
    /// few. Asked without the lock: in the next moment it may be otherwise.
    /// </summary>
    protected bool IsWanted => Bucket is { Waiting: > 0 };

    /// <summary>The pool.</summary>
    protected ILease Lease => lease;

    protected TimeProvider Time => time;

    // Under the pool's lock.

    /// <summary>Where it is counted.</summary>
    internal PoolBucket? Bucket { get; set; }

    /// <summary>
    /// How often the pool had been told to drop its origin's connections when it was made; it serves no more when that
    /// grew.
    /// </summary>
    internal int Epoch { get; set; }

    /// <summary>How many requests are under way.</summary>
    internal int InUse { get; set; }

    /// <summary>Whether it takes no more requests.</summary>
    internal bool IsRetired { get; set; }

    /// <summary>Its place among all that are idle.</summary>
    internal LinkedListNode<PooledConnection> AmongAll => field ??= new(this);

    /// <summary>Its place among the idle ones of its bucket that are of its kind.</summary>
    internal LinkedListNode<PooledConnection> InBucket => field ??= new(this);

    // Written under the pool's lock and only while no request is under way; a request on it reads them.

    /// <summary>When it last fell idle, as a timestamp of the pool's clock.</summary>
    internal long IdleSince { get; set; }

    /// <summary>
    /// Whether it has lain idle: the server may have closed it in that time, and its failure then proves nothing.
    /// </summary>
    internal bool HasRested { get; set; }

    // Asked under the pool's lock: these answer from what is known, and wait for nothing.

    /// <summary>Whether many requests share it; else it serves one at a time.</summary>
    internal virtual bool IsShared => false;

    /// <summary>How many requests it takes at a time.</summary>
    internal virtual int MaxConcurrent => 1;

    /// <summary>Whether a word of the server is awaited that lets it take more requests.</summary>
    internal virtual bool IsAwaited => false;

    /// <summary>Whether it has lain idle too long, or is too old.</summary>
    internal virtual bool IsExpired(Limits limits, long now) =>
        (InUse == 0 && HasRested && WasIdleTooLong(limits, now)) || IsTooOld(limits, now);

    /// <summary>
    /// Begins to use it for a request, outside the lock; false when it is dead, or said what was not asked. It may
    /// begin to read the answer.
    /// </summary>
    /// <param name="limits">The limits of the pool.</param>
    /// <param name="now">The moment.</param>
    /// <param name="next">The request that is sent at once; null where none is.</param>
    /// <param name="call">The call.</param>
    internal virtual bool TryUse(Limits limits, long now, Request? next, SendContext call) => true;

    /// <summary>
    /// Sends one request and reads the head of its response; none when the connection was taken away before anything of
    /// it was sent.
    /// </summary>
    internal abstract ValueTask<Outcome> SendAsync(Request request, SendContext call);

    /// <summary>Gives it back to the pool unused, or when it can serve again.</summary>
    internal virtual void GiveBack(long? now = null) => lease.Release(this, now ?? time.GetTimestamp());

    public void Dispose() => Close(keepsPlace: false);

    /// <summary>Closes the connection. Its place in the pool goes back, unless the caller keeps the place.</summary>
    internal abstract void Close(bool keepsPlace);

    protected bool WasIdleTooLong(Limits limits, long now) => IsOlder(IdleSince, limits.IdleExpiry, now);

    protected bool IsTooOld(Limits limits, long now) => IsOlder(_madeAt, limits.Lifetime, now);

    protected bool IsOlder(long moment, TimeSpan limit, long now) =>
        limit != Timeout.InfiniteTimeSpan && time.GetElapsedTime(moment, now) >= limit;
}
