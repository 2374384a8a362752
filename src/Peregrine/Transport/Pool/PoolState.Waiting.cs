namespace Peregrine;

/// <content>The queues: who waits, and who is served when something has become free.</content>
internal sealed partial class PoolState
{
    private int _waiting;

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

    /// <summary>
    /// A waiter has waited enough for connections that others make: it makes its own, as soon as there is a place.
    /// </summary>
    internal void Hurry(PoolWaiter waiter)
    {
        if (!waiter.Task.IsCompleted
            && Take(waiter.Bucket, waiter.Wanted, waiter.Reuse, isPatient: false, time.GetTimestamp())
                is { IsNothing: false } grant)
        {
            Leave(waiter);
            waiter.SetResult(grant.Connection);
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

    /// <summary>
    /// Something has become free. Under a limit on all, those who wait at another origin may be the ones who can use
    /// it.
    /// </summary>
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

    private PoolWaiter Enqueue(PoolBucket bucket, Protocols wanted, Reuse reuse)
    {
        var waiter = new PoolWaiter(bucket, wanted, reuse);
        bucket.Waiters.AddLast(waiter);
        _buckets[bucket.Route] = bucket; // To make room may have emptied it.
        _waiting++;
        return waiter;
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
            if (Take(bucket, waiter.Wanted, waiter.Reuse, waiter.IsPatient, now) is { IsNothing: false } grant)
            {
                bucket.Waiters.Remove(node);
                _waiting--;
                waiter.SetResult(grant.Connection);
            }
            else if (waiter is { Wanted: Protocols.Either, Reuse: Reuse.Any }
                && !(waiter.IsPatient && bucket.ShouldWaitFor(Protocols.Either)))
            {
                return; // The one that takes anything got nothing: there is nothing.
            }

            node = next;
        }
    }
}
