namespace Peregrine;

/// <content>The permit of a rate: each send takes one.</content>
internal sealed partial class Exchange
{
    // The request when it may be sent. With middleware around each send, the sender takes the permits, because that
    // middleware may send more than once, or not at all.
    private ValueTask<Request> PermittedAsync(
        RateTable rates, Request prepared, Request request, Request? answer, Hop hop, Call call)
    {
        var origin = prepared.Target.Origin;
        return call.Settings.NetworkMiddleware.Length > 0 || rates.For(origin) is not { } gate
            || gate.TryTake(origin, call)
                ? new(prepared)
                : PermittedAsync(gate, prepared, request, answer, hop, call);
    }

    private async ValueTask<Request> PermittedAsync(
        RateGate gate, Request prepared, Request request, Request? answer, Hop hop, Call call)
    {
        try
        {
            if (!await gate.TakeAsync(prepared, call).ConfigureAwait(false))
            {
                return prepared;
            }

            // After a wait it is signed anew: a token, or the time in a signature, would be as old as the wait. What
            // answers a challenge is not: the server has named its nonce.
            var began = call.Time.GetTimestamp();
            prepared = await PreparedAsync(request, answer, hop, call).ConfigureAwait(false);
            if (call.Time.GetElapsedTime(began) > gate.Interval)
            {
                // A token was waited for, and others waited with this send: their permits are of the past.
                await gate.TakeAsync(prepared, call).ConfigureAwait(false);
            }

            return prepared;
        }
        catch (RequestTimeoutException failure) when (failure.Phase == TimeoutPhase.Rate || call.IsOver())
        {
            throw call.CompleteAsLast(failure);
        }
    }
}
