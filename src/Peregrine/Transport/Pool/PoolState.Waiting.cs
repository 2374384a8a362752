namespace Peregrine;

/// <content>The queues: who waits, and who is served when something has become free.</content>
internal sealed partial class PoolState
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Those whose wait has an end, by the moment when it has to be looked at.
    private readonly IndexedHeap<PoolWaiter> _due = new();
    private long _turns;
    private int _waiting;

    /// <summary>When the next of those that wait has to be looked at; the largest number where none has.</summary>
    internal long NextDue => _due.FirstKey;

    /// <summary>Puts a request that got nothing into the queue.</summary>
    internal PoolWaiter Enqueue(Route route, Protocols wanted, Reuse reuse, PhaseLimit limit, long now)
    {
        var bucket = BucketFor(route);
        var isPatient = IsPatient(wanted, reuse);
        var waiter = new PoolWaiter(_turns++, now, limit, MomentAfter(limit.Length, now));
        bucket.Queue.Add(waiter, wanted, reuse, isPatient);
        _waiting++;
        SetDue(waiter, isPatient ? MomentAfter(PatienceFor(limit.Length), now) : waiter.Until);
        NoteShortage(bucket);
        return waiter;
    }

    /// <summary>Takes a waiter out of its queue; false when it was served meanwhile.</summary>
    internal bool Leave(PoolWaiter waiter)
    {
        if (!waiter.IsWaiting)
        {
            return false;
        }

        var bucket = waiter.Bucket;
        Dequeue(waiter);
        waiter.SetCanceled();
        RemoveIfEmpty(bucket);
        return true;
    }

    /// <summary>
    /// Looks at those whose moment has come. One that has been patient enough makes its own connection, as soon as
    /// there is a place; any other leaves. Gives whether there may be more.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="most">How many at most.</param>
    internal bool EndWaits(long now, int most)
    {
        while (_due.FirstKey <= now && _due.First is { } waiter)
        {
            if (most-- == 0)
            {
                return true;
            }

            if (waiter.Until > now)
            {
                Hurry(waiter);
            }
            else
            {
                waiter.Shortage = ShortageOf(waiter.Bucket);
                Leave(waiter);
            }
        }

        return false;
    }

    /// <summary>Empties the queues, because the session was disposed: all waits fail.</summary>
    internal void FailWaits()
    {
        foreach (var bucket in _buckets.Values)
        {
            while (bucket.Waiting > 0)
            {
                var waiter = bucket.Queue.First!;
                Dequeue(waiter);
                waiter.SetException(new ObjectDisposedException(SessionName.Full));
            }
        }
    }

    /// <summary>
    /// Something has become free. Under a limit on all, those who wait at another origin may be the ones who can use
    /// it.
    /// </summary>
    internal void ServeAll(PoolBucket bucket)
    {
        if (_waiting > 0)
        {
            if (limits.Total is { } total)
            {
                ServeUnder(total, bucket);
            }
            else
            {
                Serve(bucket);
            }
        }

        RemoveIfEmpty(bucket);
    }

    /// <summary>A waiter waits no longer for connections that others make.</summary>
    internal void Hurry(PoolWaiter waiter)
    {
        var (bucket, line) = (waiter.Bucket, waiter.Line);
        bucket.Queue.Remove(waiter);
        bucket.Queue.Add(waiter, line.Wanted, line.Reuse, isPatient: false);
        SetDue(waiter, waiter.Until);
        ServeAll(bucket);
    }

    // Serves those who wait at an origin until nothing is left that one of them can use.
    private void Serve(PoolBucket bucket)
    {
        while (bucket.Waiting > 0 && ServeNext(bucket))
        {
        }
    }

    // Serves the first who can use what is there. What the first of a line can't use, the others in it can't either.
    private bool ServeNext(PoolBucket bucket)
    {
        var now = bucket.Shared.Count > 0 ? time.GetTimestamp() : 0;
        for (var waiter = bucket.Queue.First; waiter is not null; waiter = bucket.Queue.NextAfter(waiter.Turn))
        {
            var line = waiter.Line;
            if (Take(bucket, line.Wanted, line.Reuse, line.IsPatient, now) is { IsNothing: false } grant)
            {
                Dequeue(waiter);
                waiter.SetResult(grant.Connection);
                return true;
            }
        }

        return false;
    }

    private void Dequeue(PoolWaiter waiter)
    {
        waiter.Bucket.Queue.Remove(waiter);
        _due.Remove(waiter);
        _waiting--;
        NoteShortage(waiter.Bucket);
    }

    private void SetDue(PoolWaiter waiter, long moment)
    {
        waiter.Due = moment;
        if (moment == long.MaxValue)
        {
            _due.Remove(waiter);
        }
        else
        {
            _due.Set(waiter, moment);
        }
    }

    // How long a connection that another call makes is waited for. A call that may wait little has the other half for
    // its own.
    private static TimeSpan PatienceFor(TimeSpan limit) =>
        limit == Timeout.InfiniteTimeSpan || limit > 2 * Patience ? Patience : limit / 2;

    private long MomentAfter(TimeSpan span, long now) => span == Timeout.InfiniteTimeSpan
        ? long.MaxValue
        : now + Math.Max(1, (long)(span.TotalSeconds * time.TimestampFrequency));
}
