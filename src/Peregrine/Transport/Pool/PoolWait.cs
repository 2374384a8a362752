namespace Peregrine;

/// <summary>The pool phase: waiting for a connection, within its limit.</summary>
internal static class PoolWait
{
    internal static async ValueTask<PooledConnection?> ForAsync(PoolWaiter waiter, ConnectionPool pool, Request request, Call call)
    {
        try
        {
            var limit = call.LimitOf(TimeoutPhase.Pool);
            var started = call.Time.GetTimestamp();
            while (!waiter.Task.IsCompleted)
            {
                // Looked at again, because the system's timers may come back some milliseconds early.
                var left = limit == Timeout.InfiniteTimeSpan ? limit : limit - call.Time.GetElapsedTime(started);
                if (left <= TimeSpan.Zero && limit != Timeout.InfiniteTimeSpan)
                {
                    throw new TimeoutException();
                }

                await WaitAsync(waiter, Precise.Timer(left, call.Time), call).ConfigureAwait(false);
            }

            return waiter.Task.GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            pool.Abandon(waiter);
            throw FailureMapping.Timeout(TimeoutPhase.Pool, request, call);
        }
        catch (OperationCanceledException)
        {
            pool.Abandon(waiter);
            throw;
        }
    }

    // Ends when the waiter was served, or when the time is over.
    private static async ValueTask WaitAsync(PoolWaiter waiter, TimeSpan time, Call call)
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
