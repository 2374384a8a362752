namespace Peregrine;

/// <summary>
/// Who has which place. A place is taken before a connection is made and given back when it is closed, so the limits hold at
/// every moment. Pure bookkeeping under the pool's lock: what is to be closed is handed out, and closed outside.
/// </summary>
internal sealed class PoolState(Limits limits, TimeProvider time)
{
    private readonly Dictionary<PoolKey, PoolBucket> _buckets = [];
    private List<PooledConnection>? _toClose;
    private int _open;
    private int _waiting;

    internal IReadOnlyCollection<PoolBucket> Buckets => _buckets.Values;

    internal bool HasScheduled => _toClose is not null;

    /// <summary>What is to be closed now that the lock is left; its places are given back already.</summary>
    internal List<PooledConnection>? TakeScheduled()
    {
        var doomed = _toClose;
        _toClose = null;
        return doomed;
    }

    /// <summary>A connection; or none and a place to make one; or, when there is neither, a place in the queue.</summary>
    internal PoolWaiter? TakeOrWait(PoolKey key, Protocols wanted, Reuse reuse, long now, out PoolBucket bucket, out PooledConnection? connection)
    {
        if (!_buckets.TryGetValue(key, out bucket!))
        {
            _buckets[key] = bucket = new PoolBucket(key);
        }

        if (TryServe(bucket, wanted, reuse, isPatient: reuse != Reuse.None, now, out connection))
        {
            return null;
        }

        var waiter = new PoolWaiter(bucket, wanted, reuse);
        bucket.Waiters.AddLast(waiter);
        _buckets[key] = bucket;
        _waiting++;
        return waiter;
    }

    /// <summary>Takes a waiter out of its queue; false when it was served meanwhile.</summary>
    internal bool Leave(PoolWaiter waiter)
    {
        if (!waiter.Bucket.Waiters.Remove(waiter))
        {
            return false;
        }

        _waiting--;
        RemoveIfEmpty(waiter.Bucket);
        return true;
    }

    /// <summary>A waiter has waited enough for connections that others make: it makes its own, as soon as there is a place.</summary>
    internal void Hurry(PoolWaiter waiter)
    {
        if (!waiter.Task.IsCompleted
            && TryServe(waiter.Bucket, waiter.Wanted, waiter.Reuse, isPatient: false, time.GetTimestamp(), out var connection))
        {
            Leave(waiter);
            waiter.SetResult(connection);
        }
    }

    /// <summary>Empties the queues.</summary>
    internal List<PoolWaiter> TakeWaiters()
    {
        List<PoolWaiter> all = [.. _buckets.Values.SelectMany(bucket => bucket.Waiters)];
        foreach (var bucket in _buckets.Values)
        {
            bucket.Waiters.Clear();
        }

        _waiting = 0;
        return all;
    }

    /// <summary>The place that was taken is for making a connection.</summary>
    internal static void BeginDial(PoolBucket bucket, Protocols wanted)
    {
        bucket.Dialing++;
        bucket.DialingShared += wanted.HasFlag(Protocols.Http2) ? 1 : 0;
    }

    /// <summary>The connection was made; one that can be shared is shared from now on.</summary>
    internal void EndDial(PoolBucket bucket, Protocols wanted, PooledConnection connection)
    {
        EndDialCount(bucket, wanted);
        (connection.Bucket, connection.Epoch) = (bucket, bucket.Epoch);
        if (connection is Http2Connection shared)
        {
            bucket.DialsAlone = false;
            bucket.Shared.Add(shared);
            shared.Streams++;
        }
        else
        {
            bucket.DialsAlone |= wanted.HasFlag(Protocols.Http2);
        }

        ServeAll(bucket);
    }

    /// <summary>The connection did not come about. Unless it was given up, those who waited for it try for themselves, all at once.</summary>
    internal void FailDial(PoolBucket bucket, Protocols wanted, bool wasGivenUp)
    {
        EndDialCount(bucket, wanted);
        bucket.DialsAlone |= !wasGivenUp;
        Free(bucket);
    }

    /// <summary>Gives a place back.</summary>
    internal void Free(PoolBucket bucket)
    {
        bucket.Open--;
        _open--;
        ServeAll(bucket);
    }

    /// <summary>Keeps a connection for the next request.</summary>
    internal void ReturnIdle(PoolBucket bucket, Http1Connection connection, long now)
    {
        MarkIdle(connection, now);
        if (connection.Epoch == bucket.Epoch)
        {
            bucket.Idle.Add(connection);
            ServeAll(bucket);
        }
        else
        {
            ScheduleClose(connection);
            Free(bucket);
        }
    }

    /// <summary>A request on a shared connection has ended.</summary>
    internal void EndStream(Http2Connection connection, long now)
    {
        var bucket = connection.Bucket!;
        connection.Streams--;
        if (connection.Streams == 0)
        {
            MarkIdle(connection, now);
            if (connection.IsRetired)
            {
                ScheduleClose(connection);
                Free(bucket);
                return;
            }
        }

        ServeAll(bucket);
    }

    /// <summary>No more requests for a shared connection; it is closed when the last has ended.</summary>
    internal void Retire(Http2Connection connection)
    {
        if (connection.IsRetired || connection.Bucket is not { } bucket)
        {
            return;
        }

        Evict(connection);
        ServeAll(bucket);
    }

    /// <summary>Closes connections: idle ones at once and with their places, busy ones when they are done.</summary>
    internal void DropAll(List<PooledConnection> connections)
    {
        connections.ForEach(Evict);
        connections.ForEach(connection => ServeAll(connection.Bucket!));
    }

    // A connection if there is one, else a place to make one.
    private bool TryServe(PoolBucket bucket, Protocols wanted, Reuse reuse, bool isPatient, long now, out PooledConnection? connection)
    {
        connection = null;
        if (wanted.HasFlag(Protocols.Http2) && reuse != Reuse.None && TakeStream(bucket, reuse, now) is { } shared)
        {
            connection = shared;
            return true;
        }

        if (wanted.HasFlag(Protocols.Http11) && reuse == Reuse.Any && bucket.Idle.Count > 0)
        {
            connection = bucket.Idle[^1];
            bucket.Idle.RemoveAt(bucket.Idle.Count - 1);
            return true;
        }

        if ((isPatient && bucket.ShouldWaitFor(wanted)) || !TryMakeRoom(bucket))
        {
            return false;
        }

        BeginDial(bucket, wanted);
        return true;
    }

    private Http2Connection? TakeStream(PoolBucket bucket, Reuse reuse, long now)
    {
        for (var i = 0; i < bucket.Shared.Count; i++)
        {
            var connection = bucket.Shared[i];
            if (connection.IsExpired(limits, now))
            {
                i--;
                Evict(connection); // Whoever could use its place would have had it before.
            }
            else if (connection.Streams < connection.MostStreams && (reuse == Reuse.Any || !connection.HasRested))
            {
                connection.Streams++;
                return connection;
            }
        }

        return null;
    }

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
        _buckets[bucket.Key] = bucket;
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

    // Takes a connection out: an idle one with its place, a busy one without.
    private void Evict(PooledConnection connection)
    {
        var bucket = connection.Bucket!;
        if (connection is Http2Connection shared)
        {
            shared.IsRetired = true;
            bucket.Shared.Remove(shared);
            if (shared.Streams > 0)
            {
                return;
            }
        }
        else
        {
            bucket.Idle.Remove((Http1Connection)connection);
        }

        ScheduleClose(connection);
        bucket.Open--;
        _open--;
    }

    /// <summary>Something has become free. Under a limit on all, those who wait at another origin may be the ones who can use it.</summary>
    internal void ServeAll(PoolBucket bucket)
    {
        if (_waiting > 0)
        {
            Serve(bucket);
            if (limits.Total is not null)
            {
                ServeEveryOther(bucket);
            }
        }

        RemoveIfEmpty(bucket);
    }

    private void ServeEveryOther(PoolBucket bucket)
    {
        foreach (var other in _buckets.Values)
        {
            if (other != bucket)
            {
                Serve(other);
            }
        }
    }

    private void Serve(PoolBucket bucket)
    {
        var now = bucket.Waiters.Count > 0 ? time.GetTimestamp() : 0;
        for (var node = bucket.Waiters.First; node is not null;)
        {
            var next = node.Next;
            var waiter = node.Value;
            if (TryServe(bucket, waiter.Wanted, waiter.Reuse, waiter.IsPatient, now, out var connection))
            {
                bucket.Waiters.Remove(node);
                _waiting--;
                waiter.SetResult(connection);
            }
            else if (waiter is { Wanted: Protocols.Either, Reuse: Reuse.Any } && !(waiter.IsPatient && bucket.ShouldWaitFor(Protocols.Either)))
            {
                return; // Who takes anything got nothing: there is nothing.
            }

            node = next;
        }
    }

    private static void MarkIdle(PooledConnection connection, long now) => (connection.IdleSince, connection.HasRested) = (now, true);

    private void ScheduleClose(PooledConnection connection) => (_toClose ??= []).Add(connection);

    private static void EndDialCount(PoolBucket bucket, Protocols wanted)
    {
        bucket.Dialing--;
        bucket.DialingShared -= wanted.HasFlag(Protocols.Http2) ? 1 : 0;
    }

    private void RemoveIfEmpty(PoolBucket bucket)
    {
        if (bucket.IsEmpty)
        {
            _buckets.Remove(bucket.Key);
        }
    }
}
