namespace Peregrine;

/// <content>What is given up: to make room, because it is too old, or because the caller says so.</content>
internal sealed partial class PoolState
{
    private List<PooledConnection>? _toClose;

    internal bool HasScheduled => _toClose is not null;

    /// <summary>When the connection fell idle that has been idle longest; null where none is idle.</summary>
    internal long? IdleSince =>
        _buckets.Values.SelectMany(bucket => bucket.AllIdle).MinBy(connection => connection.IdleSince)?.IdleSince;

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
            EvictAll(bucket.Listed);
        }
    }

    /// <summary>Closes what has lain idle too long, or is idle and too old.</summary>
    internal void DropExpired(long now) =>
        EvictAll([.. _buckets.Values.SelectMany(bucket => bucket.AllIdle).Where(
            connection => connection.IsExpired(limits, now))]);

    /// <summary>Closes all that is idle.</summary>
    internal void DropIdle() => EvictAll([.. _buckets.Values.SelectMany(bucket => bucket.AllIdle)]);

    // Takes a place, if need be from the connection that has lain idle longest.
    private bool TryMakeRoom(PoolBucket bucket)
    {
        if (bucket.Open >= (limits.PerOrigin ?? int.MaxValue))
        {
            if (!TryEvict(bucket.AllIdle))
            {
                return false;
            }
        }
        else if (_open >= (limits.Total ?? int.MaxValue) && !TryEvict(_buckets.Values.SelectMany(one => one.AllIdle)))
        {
            return false;
        }

        bucket.Open++;
        _open++;
        _buckets[bucket.Route] = bucket;
        return true;
    }

    private bool TryEvict(IEnumerable<PooledConnection> candidates)
    {
        if (candidates.MinBy(connection => connection.IdleSince) is not { } evicted)
        {
            return false;
        }

        Evict(evicted);
        RemoveIfEmpty(evicted.Bucket!);
        return true;
    }

    // Idle ones go at once and with their places, busy ones when they are done.
    private void EvictAll(List<PooledConnection> connections)
    {
        connections.ForEach(Evict);
        connections.ForEach(connection => ServeAll(connection.Bucket!));
    }

    // Takes a connection out: an idle one with its place, a busy one without.
    private void Evict(PooledConnection connection)
    {
        var bucket = connection.Bucket!;
        connection.IsRetired = true;
        (connection.IsShared ? bucket.Shared : bucket.Idle).Remove(connection);
        if (connection.InUse > 0)
        {
            return;
        }

        ScheduleClose(connection);
        bucket.Open--;
        _open--;
    }

    private void ScheduleClose(PooledConnection connection) => (_toClose ??= []).Add(connection);
}
