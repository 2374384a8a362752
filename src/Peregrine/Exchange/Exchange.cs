using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// One logical call: the table of contents of the library. The order in which the reasons to send again are asked is the
/// nesting: a challenge is part of one try; a retry repeats the hop it is on, never the one before; a redirect starts a new hop.
/// </summary>
internal sealed class Exchange(ITransport transport, CookieJar jar)
{
    private const int MaxChallenges = 3;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<Response> RunAsync(Request request, Call call)
    {
        var hop = new Hop(call, request);
        Request? answer = null;
        while (true)
        {
            var prepared = answer ?? hop.Sign(WithCookies(request, hop, call));
            var outcome = await AttemptAsync(prepared, call).ConfigureAwait(false);
            StoreCookies(outcome, call);

            var again = Challenge(prepared, outcome, hop) ?? Resend(request, outcome, hop) ?? Retry(request, outcome, hop, call)
                ?? Redirect(request, outcome, call);
            if (again is not { } next)
            {
                return Finish(outcome, call);
            }

            if (next.Reason != AgainReason.Redirect)
            {
                call.Note(outcome, next.Pause);
            }

            outcome.Response?.Dispose();
            await call.PauseAsync(next.Pause).ConfigureAwait(false);
            call.NeedsFreshConnection = next.Reason == AgainReason.StaleConnection;
            answer = next.Reason == AgainReason.Challenge ? next.Request : null;
            if (next.Reason == AgainReason.Redirect)
            {
                request = next.Request;
                hop = hop.Next(request);
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome> AttemptAsync(Request request, Call call)
    {
        call.CancellationToken.ThrowIfCancellationRequested();
        var outcome = await transport.SendAsync(request, call).ConfigureAwait(false);
        return outcome.Response is null ? outcome : await outcome.Response.ReadWholeAsync(call).ConfigureAwait(false);
    }

    private Request WithCookies(Request request, Hop hop, Call call)
    {
        if (request.Headers.Contains(HeaderNames.Cookie))
        {
            return request;
        }

        var header = jar.HeaderFor(request.Url, hop.OwnCookies, call.Time);
        return header is null ? request : request with { Headers = request.Headers.Add(HeaderNames.Cookie, header) };
    }

    private void StoreCookies(Outcome outcome, Call call)
    {
        if (outcome.Response is { } response)
        {
            jar.Store(response.Url, response.Headers, call.Time);
        }
    }

    private static Again? Challenge(Request sent, Outcome outcome, Hop hop) =>
        outcome.Response is { } response && hop.Challenges < MaxChallenges && hop.Answer(sent, response) is { } answer
            ? new Again(answer, AgainReason.Challenge)
            : null;

    // The server closed the connection while it lay idle and has not answered one octet, or said that it had not begun: nobody asked for this failure.
    private static Again? Resend(Request request, Outcome outcome, Hop hop) =>
        outcome.Failure is ProtocolException failure
        && (failure.WasNotTaken || (failure.IsStaleConnection && RetryPolicy.IsIdempotent(request.Method))) && request.CanBeSentAgain
        && hop.MayResend(failure.WasNotTaken)
            ? new Again(request, AgainReason.StaleConnection)
            : null;

    private static Again? Retry(Request request, Outcome outcome, Hop hop, Call call)
    {
        var policy = call.Settings.Retry;
        if (policy.Total == 0 || policy.DelayBefore(hop.Retries + 1, request, outcome, Chance.Next()) is not { } pause || call.IsOver(pause))
        {
            return null;
        }

        hop.Retries++;
        return new Again(request, AgainReason.Retry, pause);
    }

    private static Again? Redirect(Request request, Outcome outcome, Call call)
    {
        if (outcome.Response is not { IsRedirect: true } response || call.Settings.Redirects.Max == 0)
        {
            return null;
        }

        response.Complete(call);
        call.NoteHop(response);
        try
        {
            return RedirectRules.Next(request, response, call) is { } next ? new Again(next, AgainReason.Redirect) : null;
        }
        catch (RedirectException refused)
        {
            throw refused.Complete(call);
        }
    }

    private static Response Finish(Outcome outcome, Call call)
    {
        if (call.HasAttempts || outcome.Failure is not null)
        {
            call.Note(outcome, null);
        }

        outcome.Response?.Complete(call);
        return outcome.Response ?? throw outcome.Failure!.Complete(call);
    }
}
