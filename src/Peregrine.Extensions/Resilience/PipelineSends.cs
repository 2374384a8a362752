namespace Peregrine;

/// <summary>
/// The sends of one call that a pipeline asks for. A call sends one request at a time, so a pipeline that asks for a
/// second one beside the first is refused.
/// </summary>
internal sealed class PipelineSends(Request request, Next next)
{
    private int _underWay;

    /// <exception cref="InvalidOperationException">A send is under way.</exception>
    internal async ValueTask<Response> SendAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _underWay, 1) == 1)
        {
            throw new InvalidOperationException(
                "A resilience pipeline of a session sends one request at a time, and a hedging strategy asked for a "
                + "second one beside the first. Set its Delay to Timeout.InfiniteTimeSpan, so that it sends again when "
                + "the first has failed, or hedge calls from outside of the session.");
        }

        try
        {
            return await next.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _underWay, 0);
        }
    }
}
