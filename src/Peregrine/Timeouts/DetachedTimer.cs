namespace Peregrine;

/// <summary>
/// Makes timers that live longer than the call which first needs them: those of connections and pools. They carry
/// nothing along of that call's context, so that what its caller keeps in an <see cref="AsyncLocal{T}"/> ends with it.
/// </summary>
internal static class DetachedTimer
{
    /// <summary>A timer that is not set.</summary>
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
