namespace Peregrine;

/// <summary>
/// Who has which place. A place is taken before a connection is made and given back when it is closed, so the limits
/// hold at every moment. Pure bookkeeping under the pool's lock: what is to be closed is handed out, and closed
/// outside.
/// </summary>
/// <remarks>
/// No step of it looks at all connections, at all origins or at all that wait: there may be thousands of each. The
/// exceptions are what a user asks for and the end of the session.
/// </remarks>
internal sealed partial class PoolState(Limits limits, TimeProvider time)
{
    // Under the pool's lock, as all of this class.
    private readonly Dictionary<Route, PoolBucket> _buckets = [];
    private int _open;

    internal IReadOnlyCollection<PoolBucket> Buckets => _buckets.Values;

    /// <summary>A connection; or a place to make one; or, when there is neither, nothing.</summary>
    internal PoolGrant Take(Route route, Protocols wanted, Reuse reuse, long now) =>
        Take(BucketFor(route), wanted, reuse, isPatient: IsPatient(wanted, reuse), now);

    /// <summary>The place that was taken is for making a connection.</summary>
    internal static void BeginDial(PoolBucket bucket, Protocols wanted)
    {
        bucket.Dialing++;
        bucket.DialingShared += wanted.HasFlag(Protocols.Http2) ? 1 : 0;
    }

    /// <summary>
    /// The connection was made, and carries its first request; one that can be shared is shared from now on.
    /// </summary>
    internal void EndDial(PoolBucket bucket, Protocols wanted, PooledConnection connection)
    {
        EndDialCount(bucket, wanted);
        (connection.Bucket, connection.Epoch) = (bucket, bucket.Epoch);
        connection.InUse++;
        if (connection.IsShared)
        {
            bucket.DialsAlone = false;
            bucket.Shared.Add(connection);
        }
        else
        {
            bucket.DialsAlone |= wanted.HasFlag(Protocols.Http2);
        }

        ServeAll(bucket);
    }

    /// <summary>
    /// The connection did not come about. Unless it was given up, those who waited for it try for themselves, all at
    /// once.
    /// </summary>
    internal void FailDial(PoolBucket bucket, Protocols wanted, bool wasGivenUp)
    {
        EndDialCount(bucket, wanted);
        bucket.DialsAlone |= !wasGivenUp;
        Free(bucket);
    }

    /// <summary>Gives the place of a connection back that has ended.</summary>
    internal void Free(PooledConnection connection)
    {
        var bucket = connection.Bucket!;
        bucket.Draining -= connection is { IsShared: true, IsRetired: true } ? 1 : 0;
        Free(bucket);
    }

    private void Free(PoolBucket bucket)
    {
        bucket.Open--;
        _open--;
        ServeAll(bucket);
    }

    /// <summary>A request on a connection has ended, and the connection can serve again.</summary>
    internal void Release(PooledConnection connection, long now)
    {
        var bucket = connection.Bucket!;
        connection.InUse--;
        if (connection.InUse == 0)
        {
            (connection.IdleSince, connection.HasRested) = (now, true);
            if (connection.IsRetired || connection.Epoch != bucket.Epoch)
            {
                ScheduleClose(connection);
                Free(connection);
                return;
            }

            ReturnIdle(connection);
        }

        ServeAll(bucket);
    }

    // Only those who may share a connection have another's to wait for.
    private static bool IsPatient(Protocols wanted, Reuse reuse) =>
        reuse != Reuse.None && wanted.HasFlag(Protocols.Http2);

    private PoolBucket BucketFor(Route route)
    {
        if (!_buckets.TryGetValue(route, out var bucket))
        {
            _buckets[route] = bucket = new PoolBucket(route);
        }

        return bucket;
    }

    // A connection if there is one, else a place to make one.
    private PoolGrant Take(PoolBucket bucket, Protocols wanted, Reuse reuse, bool isPatient, long now)
    {
        var connection =
            (wanted.HasFlag(Protocols.Http2) && reuse != Reuse.None ? SharedFor(bucket, reuse, now) : null)
            ?? (wanted.HasFlag(Protocols.Http11) && reuse == Reuse.Any ? bucket.Idle.Last?.Value : null);
        if (connection is not null)
        {
            TakeFromIdle(connection);
            connection.InUse++;
            return PoolGrant.FromConnection(connection, wanted);
        }

        if ((isPatient && bucket.ShouldWaitFor(wanted)) || !TryMakeRoom(bucket))
        {
            return default;
        }

        BeginDial(bucket, wanted);
        return PoolGrant.FromPlace(bucket, wanted);
    }

    private PooledConnection? SharedFor(PoolBucket bucket, Reuse reuse, long now)
    {
        for (var i = 0; i < bucket.Shared.Count; i++)
        {
            var connection = bucket.Shared[i];
            if (connection.IsExpired(limits, now))
            {
                i--;
                Evict(connection); // A request that could use its place would have had it before.
            }
            else if (connection.InUse < connection.MaxConcurrent && (reuse == Reuse.Any || !connection.HasRested))
            {
                return connection;
            }
        }

        return null;
    }

    private static void EndDialCount(PoolBucket bucket, Protocols wanted)
    {
        bucket.Dialing--;
        bucket.DialingShared -= wanted.HasFlag(Protocols.Http2) ? 1 : 0;
    }

    private void RemoveIfEmpty(PoolBucket bucket)
    {
        // One that was emptied before may have a successor by now.
        if (bucket.IsEmpty && _buckets.TryGetValue(bucket.Route, out var known) && known == bucket)
        {
            _buckets.Remove(bucket.Route);
        }
    }
}
