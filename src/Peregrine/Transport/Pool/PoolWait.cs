namespace Peregrine;

/// <summary>The pool phase: waiting for a connection, within its limit.</summary>
internal static class PoolWait
{
    /// <summary>Waits on the caller's thread alone, which finds out for itself that its time is over.</summary>
    internal static void Block(PoolWaiter waiter, ConnectionPool pool, SendContext call)
    {
        try
        {
            while (waiter.IsWaiting)
            {
                Blocking.Wait(
                    waiter.Task, TimerRounding.Timer(LeftOf(waiter, call.Time), call.Time), call.Time,
                    needsWorkers: waiter.Wanted == Protocols.Http2, call.CancellationToken);
                if (waiter.IsWaiting)
                {
                    pool.EndWaits();
                }
            }
        }
        catch (OperationCanceledException)
        {
            pool.Leave(waiter);
        }
    }

    /// <summary>Has the waiter leave the queue when the token of its call is cancelled.</summary>
    internal static void LeaveWhenCancelled(PoolWaiter waiter, ConnectionPool pool, SendContext call)
    {
        if (call.CancellationToken.CanBeCanceled)
        {
            waiter.Cancellation = call.CancellationToken.UnsafeRegister(
                static state => Leave(((ConnectionPool, PoolWaiter))state!), (pool, waiter));
        }
    }

    /// <summary>What the waiter was granted.</summary>
    /// <exception cref="RequestTimeoutException">Its limit was passed.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    internal static PoolGrant Result(PoolWaiter waiter, Limits limits, Request request, SendContext call)
    {
        if (waiter.Task.IsCanceled)
        {
            throw RequestTimeoutException.Create(
                TimeoutPhase.Pool, call.Passed(TimeoutPhase.Pool, waiter.Binding), request,
                reason: Reason(waiter, limits));
        }

        return waiter.Task.GetAwaiter().GetResult() is { } connection
            ? PoolGrant.FromConnection(connection, waiter.Wanted)
            : PoolGrant.FromPlace(waiter.Bucket, waiter.Wanted);
    }

    // For a reader who sees no connections here, only a call that did not begin: what was full, and what to change.
    private static string? Reason(PoolWaiter waiter, Limits limits) => waiter.Shortage switch
    {
        PoolShortage.PerOrigin =>
            $"{InUse(limits.PerOrigin, $"to {waiter.Bucket.Route.Origin}")}; raise Limits.PerOrigin for more",
        PoolShortage.Total => $"{InUse(limits.Total, "of the session")}; raise Limits.Total for more",
        _ => null,
    };

    private static string InUse(int? limit, string which) =>
        limit == 1 ? $"the one connection {which} was in use" : $"all {limit} connections {which} were in use";

    private static void Leave((ConnectionPool Pool, PoolWaiter Waiter) wait) => wait.Pool.Leave(wait.Waiter);

    private static TimeSpan LeftOf(PoolWaiter waiter, TimeProvider time)
    {
        var (now, due) = (time.GetTimestamp(), waiter.Due);
        return due == long.MaxValue ? Timeout.InfiniteTimeSpan
            : due > now ? time.GetElapsedTime(now, due)
            : TimeSpan.Zero;
    }
}
