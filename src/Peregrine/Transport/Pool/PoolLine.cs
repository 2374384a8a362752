namespace Peregrine;

/// <summary>
/// Those who wait at one route and will take the same: what the first of them can't use, none of them can. In the
/// order in which they came.
/// </summary>
internal sealed class PoolLine(PoolBucket bucket, Protocols wanted, Reuse reuse, bool isPatient)
{
    private PoolWaiter? _last;

    internal PoolBucket Bucket => bucket;

    internal Protocols Wanted => wanted;

    /// <summary>Which of the connections that exist will do.</summary>
    internal Reuse Reuse => reuse;

    /// <summary>Whether they wait for a connection that another makes, rather than make their own.</summary>
    internal bool IsPatient => isPatient;

    internal PoolWaiter? First { get; private set; }

    /// <summary>Takes one in, behind all that came before it.</summary>
    internal void Add(PoolWaiter waiter)
    {
        var before = _last;
        while (before is not null && before.Turn > waiter.Turn)
        {
            before = before.Previous;
        }

        waiter.Line = this;
        Join(waiter, before is null ? First : before.Next);
        Join(before, waiter);
    }

    internal void Remove(PoolWaiter waiter)
    {
        Join(waiter.Previous, waiter.Next);
        waiter.Previous = waiter.Next = null;
    }

    // Puts two next to each other; null is the end of the line.
    private void Join(PoolWaiter? before, PoolWaiter? after)
    {
        if (before is null)
        {
            First = after;
        }
        else
        {
            before.Next = after;
        }

        if (after is null)
        {
            _last = before;
        }
        else
        {
            after.Previous = before;
        }
    }
}
