namespace Peregrine;

/// <summary>The pool phase: waiting for a connection, within its limit.</summary>
internal static class PoolWait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    internal static async ValueTask<PooledConnection?> ForAsync(
        PoolWaiter waiter, ConnectionPool pool, Request request, SendContext call)
    {
        var (limit, binding) = call.LimitOf(TimeoutPhase.Pool);
        try
        {
            var patience = PatienceFor(limit);
            var started = call.Time.GetTimestamp();
            while (!waiter.Task.IsCompleted)
            {
                // Looked at again, because the system's timers may come back some milliseconds early.
                var waited = call.Time.GetElapsedTime(started);
                if (limit != Timeout.InfiniteTimeSpan && waited >= limit)
                {
                    throw new TimeoutException();
                }

                if (waiter.IsPatient && waited >= patience)
                {
                    pool.Hurry(waiter);
                    continue;
                }

                var until = waiter.IsPatient ? patience : limit;
                var left = until == Timeout.InfiniteTimeSpan ? until : until - waited;
                await WaitAsync(waiter, TimerRounding.Timer(left, call.Time), call).ConfigureAwait(false);
            }

            return waiter.Task.GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            pool.Abandon(waiter);
            throw RequestTimeoutException.Create(TimeoutPhase.Pool, call.Passed(TimeoutPhase.Pool, binding), request);
        }
        catch (OperationCanceledException)
        {
            pool.Abandon(waiter);
            throw;
        }
    }

    // How long a connection that another call makes is waited for. A call that may wait little has the other half for
    // its own.
    private static TimeSpan PatienceFor(TimeSpan limit) =>
        limit == Timeout.InfiniteTimeSpan || limit > 2 * Patience ? Patience : limit / 2;

    // Ends when the waiter was served, or when the time is over.
    private static async ValueTask WaitAsync(PoolWaiter waiter, TimeSpan time, SendContext call)
    {
        if (call.IsBlocking)
        {
            Blocking.Wait(waiter.Task, time, needsWorkers: waiter.Wanted == Protocols.Http2, call.CancellationToken);
            return;
        }

        await ((Task)waiter.Task).WaitAsync(time, call.Time, call.CancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        call.CancellationToken.ThrowIfCancellationRequested();
    }
}
