namespace Peregrine;

/// <summary>
/// The sends of one call that a pipeline asks for. A call sends one request at a time, so a pipeline that asks for a
/// second one beside the first is refused.
/// </summary>
internal sealed class PipelineSends(Request request, Next next)
{
    private int _underWay;
    private Response? _last;
    private List<Response>? _earlier;

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
            var response = await next.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (_last is not null)
            {
                (_earlier ??= []).Add(_last);
            }

            return _last = response;
        }
        finally
        {
            Volatile.Write(ref _underWay, 0);
        }
    }

    /// <summary>
    /// Disposes every response but the one that the pipeline gave, because not every strategy does so: a fallback
    /// leaves open what it replaces.
    /// </summary>
    internal void Discard(Response? given)
    {
        if (_last != given)
        {
            _last?.Dispose();
        }

        foreach (var response in _earlier ?? [])
        {
            if (response != given)
            {
                response.Dispose();
            }
        }
    }
}
