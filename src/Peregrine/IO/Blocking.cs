namespace Peregrine;

/// <summary>The only place where the library waits for a task.</summary>
internal static class Blocking
{
    /// <summary>Takes the result of an exchange that ran on this thread from end to end.</summary>
    internal static T Result<T>(ValueTask<T> work) =>
        work.IsCompleted ? work.GetAwaiter().GetResult() : work.AsTask().GetAwaiter().GetResult();

    /// <summary>
    /// Waits for something that only another thread can finish: the caller's own asynchronous code, or a free
    /// connection.
    /// </summary>
    internal static T Wait<T>(ValueTask<T> work) => work.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits for work that only workers of the thread pool can do.</summary>
    internal static T WaitForWorkers<T>(ValueTask<T> work)
    {
        using var spare = work.IsCompleted ? default : SpareWorker.ForThisOne();
        return Wait(work);
    }

    /// <summary>Waits until a task has ended, however it ended, or the time is over on this clock.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static void Wait(
        Task work, TimeSpan limit, TimeProvider time, bool needsWorkers, CancellationToken cancellationToken)
    {
        using var spare = needsWorkers ? SpareWorker.ForThisOne() : default;
        if (limit == Timeout.InfiniteTimeSpan || ReferenceEquals(time, TimeProvider.System))
        {
            Task.WaitAny(
                [work],
                limit == Timeout.InfiniteTimeSpan ? Timeout.Infinite : (int)limit.TotalMilliseconds,
                cancellationToken);
            return;
        }

        // A delay cuts off what is no whole millisecond.
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(limit.TotalMilliseconds));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task.WaitAny([work, Task.Delay(whole, time, over.Token)], cancellationToken);
        over.Cancel();
    }

    /// <summary>Waits for something that only another thread can finish.</summary>
    internal static void Wait(ValueTask work) => work.AsTask().GetAwaiter().GetResult();

    /// <summary>Waits here in a blocking call, and is the task itself in any other.</summary>
    internal static ValueTask Settle(ValueTask work, bool isBlocking)
    {
        if (isBlocking && !work.IsCompleted)
        {
            work.AsTask().GetAwaiter().GetResult();
            return default;
        }

        return work;
    }
}
