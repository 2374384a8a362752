namespace Peregrine;

/// <summary>
/// Timers of connections and pools. They outlive the call in which they are made, so nothing that flows with that call
/// (<see cref="ExecutionContext"/>: scopes of loggers, the span of a request) is kept by them.
/// </summary>
internal static class DetachedTimer
{
    /// <summary>Makes a timer that is not set yet.</summary>
    internal static ITimer Create(TimeProvider time, TimerCallback callback, object state)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
