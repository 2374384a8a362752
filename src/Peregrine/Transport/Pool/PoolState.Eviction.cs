namespace Peregrine;

/// <content>What lies idle, and what is given up: to make room, because it is too old, or because the caller says
/// so.</content>
internal sealed partial class PoolState
{
    // In the order in which they fell idle: the one that is given up first is at the front.
    private readonly LinkedList<PooledConnection> _idle = [];
    private List<PooledConnection>? _toClose;

    internal bool HasScheduled => _toClose is not null;

    /// <summary>When the connection fell idle that has been idle longest; null where none is idle.</summary>
    internal long? IdleSince => _idle.First?.Value.IdleSince;

    /// <summary>What is to be closed now that the lock is left; its places are given back already.</summary>
    internal List<PooledConnection>? TakeScheduled()
    {
        var scheduled = _toClose;
        _toClose = null;
        return scheduled;
    }

    /// <summary>No more requests for a connection; it is closed when the last has ended.</summary>
    internal void Retire(PooledConnection connection)
    {
        if (connection.IsRetired || connection.Bucket is not { } bucket)
        {
            return;
        }

        Evict(connection);
        ServeAll(bucket);
    }

    /// <summary>Closes an origin's idle connections, and has the busy ones closed when they are done.</summary>
    internal void Drop(Origin origin)
    {
        foreach (var bucket in _buckets.Values.Where(bucket => bucket.Route.Origin == origin).ToArray())
        {
            bucket.Epoch++;
            bucket.Listed.ForEach(Evict);
            ServeAll(bucket);
        }
    }

    /// <summary>
    /// Closes what has lain idle too long, from the front, where it has lain longest; gives whether there may be more.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="most">How many at most.</param>
    internal bool DropExpired(long now, int most)
    {
        while (_idle.First?.Value is { } oldest && oldest.IsExpired(limits, now))
        {
            if (most-- == 0)
            {
                return true;
            }

            Evict(oldest);
            ServeAll(oldest.Bucket!);
        }

        return false;
    }

    /// <summary>Closes all that is idle.</summary>
    internal void DropIdle()
    {
        while (TryEvict(_idle.First?.Value))
        {
        }
    }

    private void ReturnIdle(PooledConnection connection)
    {
        IdleOf(connection).AddLast(connection.InBucket);
        _idle.AddLast(connection.AmongAll);
    }

    // Nothing to do where it is busy, and only shared by one more.
    private void TakeFromIdle(PooledConnection connection)
    {
        if (connection.InUse == 0)
        {
            IdleOf(connection).Remove(connection.InBucket);
            _idle.Remove(connection.AmongAll);
        }
    }

    private static LinkedList<PooledConnection> IdleOf(PooledConnection connection) =>
        connection.IsShared ? connection.Bucket!.IdleShared : connection.Bucket!.Idle;

    // Takes a place, if need be from the connection that has lain idle longest.
    private bool TryMakeRoom(PoolBucket bucket)
    {
        switch (ShortageOf(bucket))
        {
            case PoolShortage.PerOrigin when !TryEvict(bucket.IdleLongest):
            case PoolShortage.Total when !TryEvict(_idle.First?.Value):
                return false;
        }

        bucket.Open++;
        _open++;
        _buckets[bucket.Route] = bucket; // To make room may have emptied it.
        return true;
    }

    // Which limit allows no further connection.
    private PoolShortage ShortageOf(PoolBucket bucket) =>
        bucket.Open >= (limits.PerOrigin ?? int.MaxValue) ? PoolShortage.PerOrigin
            : _open >= (limits.Total ?? int.MaxValue) ? PoolShortage.Total
            : PoolShortage.None;

    private bool TryEvict(PooledConnection? idle)
    {
        if (idle is null)
        {
            return false;
        }

        Evict(idle);
        RemoveIfEmpty(idle.Bucket!);
        return true;
    }

    // Takes a connection out: an idle one with its place, a busy one without.
    private void Evict(PooledConnection connection)
    {
        var bucket = connection.Bucket!;
        connection.IsRetired = true;
        if (connection.IsShared)
        {
            bucket.Shared.Remove(connection);
        }

        if (connection.InUse > 0)
        {
            bucket.Draining += connection.IsShared ? 1 : 0;
            return;
        }

        TakeFromIdle(connection);
        ScheduleClose(connection);
        bucket.Open--;
        _open--;
    }

    private void ScheduleClose(PooledConnection connection) => (_toClose ??= []).Add(connection);
}
