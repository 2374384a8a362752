namespace Peregrine;

/// <content>
/// Under a limit on all connections: who is served first where origins compete. First come, first served over all
/// origins; but what falls idle is of most use at its own origin, where no connection has to be closed and made for it,
/// so the next there may come first: as often as there are connections in all, and then it is the other's turn.
/// </content>
internal sealed partial class PoolState
{
    // The origins at which a request waits for a place under the limit on all, by the turn of the first such.
    private readonly IndexedHeap<PoolBucket> _short = new();
    private int _passedOver; // How often the first of them was.

    private void ServeUnder(int total, PoolBucket bucket)
    {
        ServeEarlier(total, bucket);
        Serve(bucket);
        NoteShortage(bucket);
        while (_short.First is { } next && HasRoom(total))
        {
            ServeOneOf(next);
        }
    }

    // Those that came before the first at this origin. While there is an idle connection, they are passed over at
    // first.
    private void ServeEarlier(int total, PoolBucket bucket)
    {
        while (_short.First is { } first && first != bucket && _short.FirstKey < FirstTurn(bucket) && HasRoom(total))
        {
            if (_idle.Count > 0 && _passedOver < total)
            {
                _passedOver++;
                return;
            }

            ServeOneOf(first);
        }
    }

    private void ServeOneOf(PoolBucket bucket)
    {
        _passedOver = 0;
        if (!ServeNext(bucket))
        {
            _short.Remove(bucket); // It waits for another thing by now, and will be served when that comes.
        }
    }

    // What was idle gives its place where it is needed.
    private bool HasRoom(int total) => _open < total || _idle.Count > 0;

    private static long FirstTurn(PoolBucket bucket) =>
        bucket.Waiting > 0 ? bucket.Queue.First!.Turn : long.MaxValue;

    // Whatever has changed at an origin may change whether its first waits for a place under the limit on all.
    private void NoteShortage(PoolBucket bucket)
    {
        if (limits.Total is null)
        {
            return;
        }

        if (bucket.Waiting > 0 && bucket.Open < (limits.PerOrigin ?? int.MaxValue)
            && FirstWithoutPatience(bucket) is { } waiter)
        {
            _short.Set(bucket, waiter.Turn);
        }
        else
        {
            _short.Remove(bucket);
        }
    }

    private static PoolWaiter? FirstWithoutPatience(PoolBucket bucket)
    {
        var waiter = bucket.Queue.First;
        while (waiter is { Line: { IsPatient: true } line } && bucket.ShouldWaitFor(line.Wanted))
        {
            waiter = bucket.Queue.NextAfter(waiter.Turn);
        }

        return waiter;
    }
}
