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
        bool hasWaited;
        try
        {
            hasWaited = await gate.TakeAsync(prepared, call).ConfigureAwait(false);
        }
        catch (RequestTimeoutException failure)
        {
            throw call.CompleteAsLast(failure);
        }

        // After a wait it is signed anew: a token, or the time in a signature, would be as old as the wait.
        return hasWaited ? await PreparedAsync(request, answer, hop, call).ConfigureAwait(false) : prepared;
    }
}
