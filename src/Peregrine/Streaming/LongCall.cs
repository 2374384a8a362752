namespace Peregrine;

/// <summary>
/// One call of the caller's that takes many requests: a download, an event stream. They share its beginning, so that
/// <see cref="Timeouts.Total"/> limits them, and the pauses between them, together.
/// </summary>
/// <param name="request">What was asked for, for messages.</param>
/// <param name="whole">The call as a whole: its clock, its beginning, its token.</param>
/// <param name="open">Sends a request as part of the whole, and gives the answer with its body unread.</param>
internal sealed class LongCall(Request request, CallContext whole, Func<Request, CallContext, ValueTask<Response>> open)
{
    internal bool IsBlocking => whole.IsBlocking;

    internal TimeProvider Time => whole.Time;

    /// <summary>The caller's token.</summary>
    internal CancellationToken CancellationToken => whole.CancellationToken;

    /// <summary>Sends a request and gives the answer, its body unread, whatever its status.</summary>
    /// <exception cref="RequestTimeoutException">The time of the whole call is over.</exception>
    internal ValueTask<Response> OpenAsync(Request sent, CancellationToken cancellationToken)
    {
        ThrowIfOver();
        return open(sent, whole.EndedBy(cancellationToken));
    }

    /// <summary>Waits before the next request, as long as the whole call may last.</summary>
    /// <exception cref="RequestTimeoutException">The time of the whole call is over.</exception>
    internal async ValueTask PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        var left = whole.TimeLeft;
        pause = left >= TimeSpan.Zero && left < pause ? left : pause; // Timeout.InfiniteTimeSpan is negative.
        await whole.EndedBy(cancellationToken).PauseAsync(pause).ConfigureAwait(false);
        ThrowIfOver();
    }

    /// <summary>Ends the call when its time is over.</summary>
    /// <exception cref="RequestTimeoutException">It is.</exception>
    internal void ThrowIfOver()
    {
        if (whole.IsOver())
        {
            throw whole.Complete(RequestTimeoutException.Create(
                TimeoutPhase.Total, whole.Passed(TimeoutPhase.Total, TimeoutPhase.Total), request));
        }
    }
}
