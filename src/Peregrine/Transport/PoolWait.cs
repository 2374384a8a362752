namespace Peregrine;

/// <summary>The pool phase: waiting for a connection, within its limit.</summary>
internal static class PoolWait
{
    internal static async ValueTask<Http1Connection?> ForAsync(PoolWaiter waiter, ConnectionPool pool, PoolKey key, Request request, Call call)
    {
        try
        {
            var limit = Precise.Timer(call.LimitOf(TimeoutPhase.Pool), call.Time);
            if (!call.IsBlocking)
            {
                return await waiter.Task.WaitAsync(limit, call.Time, call.CancellationToken).ConfigureAwait(false);
            }

            return Blocking.Wait(waiter.Task, limit, call.CancellationToken);
        }
        catch (TimeoutException)
        {
            pool.Abandon(key, waiter);
            throw FailureMapping.Timeout(TimeoutPhase.Pool, request, call);
        }
        catch (OperationCanceledException)
        {
            pool.Abandon(key, waiter);
            throw;
        }
    }
}
