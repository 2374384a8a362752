namespace Peregrine;

/// <summary>The only place where the library waits for a task.</summary>
internal static class Blocking
{
    /// <summary>Takes the result of an exchange that ran on this thread from end to end.</summary>
    internal static T Result<T>(ValueTask<T> work) =>
        work.IsCompleted ? work.GetAwaiter().GetResult() : work.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits for something that only another thread can finish: the caller's own asynchronous code, or a free connection.</summary>
    internal static T Wait<T>(ValueTask<T> work) => work.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits for a task within a limit.</summary>
    /// <exception cref="TimeoutException">The limit was passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static T Wait<T>(Task<T> work, TimeSpan limit, CancellationToken cancellationToken)
    {
        var milliseconds = limit == Timeout.InfiniteTimeSpan ? Timeout.Infinite : (int)Math.Ceiling(limit.TotalMilliseconds);
        var index = Task.WaitAny([work], milliseconds, cancellationToken);
        return index < 0 ? throw new TimeoutException() : work.GetAwaiter().GetResult();
    }

    /// <summary>Waits for something that only another thread can finish.</summary>
    internal static void Wait(ValueTask work) => work.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits here in a blocking call, and is the task itself in any other.</summary>
    internal static ValueTask Settle(ValueTask work, Call call)
    {
        if (call.IsBlocking && !work.IsCompleted)
        {
            work.AsTask().GetAwaiter().GetResult();
            return default;
        }

        return work;
    }
}
