namespace Peregrine;

/// <summary>One try, as the network sees it: the middleware there, the hooks, the transport, the body.</summary>
/// <remarks>
/// In two steps, each without a state machine where nothing is waited for: one around both would cost 2 % of a call in
/// memory.
/// </remarks>
internal sealed class Sender(ITransport transport)
{
    /// <summary>
    /// Sends the request and gives the head of its response, or none when the connection went before anything was sent;
    /// with middleware, the whole response.
    /// </summary>
    internal ValueTask<Outcome> SendAsync(Request request, Call call) =>
        HasMiddleware(call) ? SendThroughAsync(request, call)
        : call is ObservedCall observed ? SendObservedAsync(request, observed)
        : BeginAsync(request, call);

    /// <summary>Reads the body of what was sent, unless it is left on the wire.</summary>
    internal ValueTask<Outcome> ReceiveAsync(Outcome sent, Request request, Call call) =>
        HasMiddleware(call) || call is ObservedCall ? new ValueTask<Outcome>(sent) : EndAsync(sent, request, call);

    private static bool HasMiddleware(Call call) => call.Settings.NetworkMiddleware.Length > 0;

    private ValueTask<Outcome> BeginAsync(Request request, Call call)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        if (call.Settings.OnRequest is { } hook)
        {
            hook(request);
            call.ForgetMoment();
        }

        return SendOnAsync(request, call);
    }

    private ValueTask<Outcome> SendOnAsync(Request request, Call call) =>
        (call.Settings.Transport ?? transport).SendAsync(request, call);

    private ValueTask<Outcome> EndAsync(Outcome sent, Request request, Call call)
    {
        if (sent.IsNone)
        {
            return SendAnewAsync(request, call);
        }

        return call.Rates is { } rates && sent.Response is { } response
            && rates.PauseOf(response, request.Target.Origin, call.Time) is { } pause
                ? PauseAsync(sent, rates, pause, request, call)
                : TakeInAsync(sent, call);
    }

    // The whole origin is left alone from the moment in which the server asks for it.
    private static async ValueTask<Outcome> PauseAsync(
        Outcome sent, RateTable rates, TimeSpan pause, Request request, Call call)
    {
        try
        {
            var origin = request.Target.Origin;
            await rates.For(origin)!.PauseAsync(origin, pause, call).ConfigureAwait(false);
        }
        catch
        {
            sent.Response!.Dispose();
            throw;
        }

        return await TakeInAsync(sent, call).ConfigureAwait(false);
    }

    private static ValueTask<Outcome> TakeInAsync(Outcome sent, Call call)
    {
        if (sent.Response is not { } response || IsLeft(response, call))
        {
            return new ValueTask<Outcome>(Told(sent, call));
        }

        if (response.IsRedirect && call.Settings.Redirects.Max > 0)
        {
            var taking = response.ReadRedirectAsync(call.Settings);
            return taking.IsCompletedSuccessfully
                ? new ValueTask<Outcome>(Told(sent, call))
                : TellAsync(sent, taking, call);
        }

        var reading = response.ReadWholeAsync(call.Settings, call);
        return reading.IsCompletedSuccessfully
            ? new ValueTask<Outcome>(Told(Read(sent, reading.Result), call))
            : TellAsync(sent, reading, call);
    }

    private static bool IsLeft(Response response, Call call)
    {
        if (!call.LeavesBody || (call.BodyMode == BodyMode.LeaveLarge && response.IsSmall))
        {
            return false;
        }

        response.LeaveBody(call.Settings, call);
        call.Held = response;
        return true;
    }

    // Another connection, until one takes the request.
    private async ValueTask<Outcome> SendAnewAsync(Request request, Call call)
    {
        Outcome sent;
        do
        {
            sent = await SendOnAsync(request, call).ConfigureAwait(false);
        }
        while (sent.IsNone);

        return await EndAsync(sent, request, call).ConfigureAwait(false);
    }

    // A failure is an exception for the middleware, as it is for anybody else, and a failed try again for the exchange.
    private async ValueTask<Outcome> SendThroughAsync(Request request, Call call)
    {
        try
        {
            return new Outcome(
                await Next.RunAsync(call.Settings.NetworkMiddleware, request, call, SendOrThrowAsync)
                    .ConfigureAwait(false),
                null);
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
    }

    private async ValueTask<Response> SendOrThrowAsync(Request request, Call call)
    {
        var origin = request.Target.Origin;
        if (call.Rates?.For(origin) is { } gate && !gate.TryTake(origin, call))
        {
            try
            {
                await gate.TakeAsync(request, call).ConfigureAwait(false);
            }
            catch (RequestTimeoutException failure)
            {
                throw call.Complete(failure);
            }
        }

        var outcome = call is ObservedCall observed
            ? await SendObservedAsync(request, observed).ConfigureAwait(false)
            : await SendPlainAsync(request, call).ConfigureAwait(false);
        return outcome.Response ?? throw call.Complete(outcome.Failure!);
    }

    private async ValueTask<Outcome> SendPlainAsync(Request request, Call call)
    {
        var sent = await BeginAsync(request, call).ConfigureAwait(false);
        return await EndAsync(sent, request, call).ConfigureAwait(false);
    }

    // In a method of its own, so that its span is the current one of this send alone.
    private async ValueTask<Outcome> SendObservedAsync(Request request, ObservedCall call)
    {
        using var send = ObservedSend.Begin(request, call);
        try
        {
            var outcome = await SendPlainAsync(send.Request, call).ConfigureAwait(false);
            send.End(outcome);
            return outcome;
        }
        catch (Exception failure)
        {
            send.End(failure);
            throw;
        }
    }

    private static async ValueTask<Outcome> TellAsync(Outcome sent, ValueTask<RequestException?> reading, Call call) =>
        Told(Read(sent, await reading.ConfigureAwait(false)), call);

    private static async ValueTask<Outcome> TellAsync(Outcome sent, ValueTask taking, Call call)
    {
        await taking.ConfigureAwait(false);
        return Told(sent, call);
    }

    private static Outcome Read(Outcome sent, RequestException? failure) =>
        failure is null ? sent : new Outcome(null, failure);

    private static Outcome Told(Outcome outcome, Call call)
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

        return outcome;
    }
}
