namespace Peregrine;

/// <summary>
/// Waits for a token, or a body, that is on its way, for as long as the call has time and its caller patience.
/// </summary>
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
            Blocking.Wait(work, limit, needsWorkers: true, call.CancellationToken);
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
    /// Waits until work has ended, however it ended, but not longer than this, nor than the call has time and its
    /// caller patience.
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
            Blocking.Wait(work, limit, needsWorkers: true, call.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller's own patience; what the call has got is given all the same.
        }
    }

    private static RequestException TooSlow(Request request, CallContext call) =>
        call.Complete(RequestTimeoutException.Create(TimeoutPhase.Total, TimeoutPhase.Total, request, call));
}
