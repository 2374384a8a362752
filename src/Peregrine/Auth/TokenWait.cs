namespace Peregrine;

/// <summary>Waits for a token or a body until it is there, the call's time is over, or the caller cancels.</summary>
internal static class TokenWait
{
    /// <exception cref="OperationCanceledException">The caller cancelled; the work goes on.</exception>
    /// <exception cref="RequestTimeoutException">The time of the whole call is over; the work goes on.</exception>
    internal static async ValueTask<T> ForAsync<T>(Task<T> work, Request request, CallContext call)
    {
        call.ForgetMoment();
        var limit = call.TimeLeft;
        if (call.IsBlocking)
        {
            Blocking.Wait(work, limit, call.Time, needsWorkers: true, call.CancellationToken);
            return work.IsCompleted ? work.GetAwaiter().GetResult() : throw TooSlow(request, call);
        }

        try
        {
            return await work.WaitAsync(limit, call.Time, call.CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!work.IsFaulted)
        {
            return work.IsCompletedSuccessfully ? work.Result : throw TooSlow(request, call);
        }
    }

    /// <summary>
    /// Waits until work has ended, with or without success, but no longer than this time or the call's own, and only
    /// until the caller cancels.
    /// </summary>
    internal static async ValueTask ForAWhileAsync(Task work, TimeSpan time, CallContext call)
    {
        call.ForgetMoment();
        var left = call.TimeLeft;
        var limit = left == Timeout.InfiniteTimeSpan || (time != Timeout.InfiniteTimeSpan && time < left) ? time : left;
        if (!call.IsBlocking)
        {
            await work.WaitAsync(limit, call.Time, call.CancellationToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        try
        {
            Blocking.Wait(work, limit, call.Time, needsWorkers: true, call.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller cancelled the wait; the call has its response, and returns it all the same.
        }
    }

    private static RequestException TooSlow(Request request, CallContext call) =>
        call.Complete(RequestTimeoutException.Create(
            TimeoutPhase.Total, call.Passed(TimeoutPhase.Total, TimeoutPhase.Total), request));
}
