using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>One try, as the network sees it: the middleware there, the hooks, the transport, the body.</summary>
internal sealed class Sender(ITransport transport)
{
    internal ValueTask<Outcome> SendAsync(Request request, Call call) =>
        call.Settings.NetworkMiddleware.Length == 0 ? SendOnceAsync(request, call) : SendThroughAsync(request, call);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome> SendOnceAsync(Request request, Call call)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        if (call.Settings.OnRequest is { } hook)
        {
            hook(request);
            call.Waited();
        }

        Outcome outcome;
        do
        {
            outcome = await (call.Settings.Transport ?? transport).SendAsync(request, call).ConfigureAwait(false);
        }
        while (outcome.IsNone);

        if (outcome.Response is { } response)
        {
            outcome = response.LeavesBody(call) ? outcome
                : response.IsRedirect && call.Settings.Redirects.Max > 0 ? await response.ReadRedirectAsync(call).ConfigureAwait(false)
                : await response.ReadWholeAsync(call).ConfigureAwait(false);
            Tell(outcome, call);
        }

        return outcome;
    }

    // A failure is an exception for the middleware, as it is for anybody else, and a failed try again for the exchange.
    private async ValueTask<Outcome> SendThroughAsync(Request request, Call call)
    {
        try
        {
            return new Outcome(await Next.RunAsync(call.Settings.NetworkMiddleware, request, call, SendOrThrowAsync).ConfigureAwait(false), null);
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
    }

    private async ValueTask<Response> SendOrThrowAsync(Request request, Call call)
    {
        var outcome = await SendOnceAsync(request, call).ConfigureAwait(false);
        return outcome.Response ?? throw outcome.Failure!.Complete(call);
    }

    private static void Tell(Outcome outcome, Call call)
    {
        if (outcome.Response is { } response && call.Settings.OnResponse is { } hook)
        {
            try
            {
                hook(response);
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }
}
