namespace Peregrine;

/// <summary>
/// Who waits for a connection of one route: a line for each kind of waiter, of which there are few, so that it takes a
/// look at the first of each to know who comes next.
/// </summary>
internal sealed class PoolQueue(PoolBucket bucket)
{
    private readonly List<PoolLine> _lines = []; // Made when the first of its kind comes, and kept.

    internal int Count { get; private set; }

    /// <summary>The one that came first.</summary>
    internal PoolWaiter? First => NextAfter(-1);

    /// <summary>All that wait.</summary>
    internal IEnumerable<PoolWaiter> All
    {
        get
        {
            foreach (var line in _lines)
            {
                for (var waiter = line.First; waiter is not null; waiter = waiter.Next)
                {
                    yield return waiter;
                }
            }
        }
    }

    /// <summary>Of those at the head of a line, the one whose turn is next after a turn.</summary>
    internal PoolWaiter? NextAfter(long turn)
    {
        var (next, least) = (default(PoolWaiter), long.MaxValue);
        foreach (var line in _lines)
        {
            if (line.First is { } first && first.Turn > turn && first.Turn < least)
            {
                (next, least) = (first, first.Turn);
            }
        }

        return next;
    }

    /// <summary>Takes a waiter in, with the turn that it has.</summary>
    internal void Add(PoolWaiter waiter, Protocols wanted, Reuse reuse, bool isPatient)
    {
        Count++;
        LineOf(wanted, reuse, isPatient).Add(waiter);
    }

    internal void Remove(PoolWaiter waiter)
    {
        Count--;
        waiter.Line.Remove(waiter);
    }

    private PoolLine LineOf(Protocols wanted, Reuse reuse, bool isPatient)
    {
        foreach (var line in _lines)
        {
            if (line.Wanted == wanted && line.Reuse == reuse && line.IsPatient == isPatient)
            {
                return line;
            }
        }

        var made = new PoolLine(bucket, wanted, reuse, isPatient);
        _lines.Add(made);
        return made;
    }
}
