using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// One logical call: the table of contents of the library. The order in which the reasons to send again are asked is
/// the nesting: a challenge is part of one try; a retry repeats the hop it is on, never the one before; a redirect
/// starts a new hop.
/// </summary>
internal sealed partial class Exchange(ITransport transport, CookieJar jar)
{
    private readonly Sender _sender = new(transport);
    private SignedHeaders? _lastSigned;

    /// <summary>The same connections, and no cookies.</summary>
    internal Exchange WithoutCookies => new(transport, CookieJar.None);

    internal ValueTask<Response> RunAsync(Request request, Call call) =>
        call.LeavesBody ? HoldAsync(request, call) : RunUnheldAsync(request, call);

    /// <summary>As <see cref="RunAsync"/>, for code that closes <see cref="Call.Held"/> itself when it fails.</summary>
    internal ValueTask<Response> RunUnheldAsync(Request request, Call call) =>
        call is ObservedCall observed ? RunObservedAsync(request, observed) : RunChainAsync(request, call);

    private async ValueTask<Response> RunObservedAsync(Request request, ObservedCall call)
    {
        using var span = call.Begin(request);
        try
        {
            var response = await RunChainAsync(request, call).ConfigureAwait(false);
            call.End(response);
            return response;
        }
        catch (Exception failure)
        {
            call.End(failure);
            throw;
        }
    }

    private ValueTask<Response> RunChainAsync(Request request, Call call) =>
        call.Settings.Middleware is { Length: > 0 } chain
            ? Next.RunAsync(chain, request, call, ExchangeAsync)
            : ExchangeAsync(request, call);

    // A streamed answer is the exchange's until the caller has it: what a rule, a hook or a middleware throws before
    // that closes it.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Response> HoldAsync(Request request, Call call)
    {
        try
        {
            return await RunUnheldAsync(request, call).ConfigureAwait(false);
        }
        catch
        {
            call.Held?.Dispose();
            throw;
        }
        finally
        {
            // The caller's from here on: a timer of the connection leads to the call, and must not keep it.
            call.Held = null;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Response> ExchangeAsync(Request request, Call call)
    {
        var hop = new Hop(call, request);
        request = call.Settings.Retry.Keyed(request, Randomness.Key);
        call.Settings.RetryBudget?.NoteCall(call.Time);
        Request? answer = null;
        while (true)
        {
            var prepared = await PreparedAsync(request, answer, hop, call).ConfigureAwait(false);
            if (call.Rates is { } rates)
            {
                prepared = await PermittedAsync(rates, prepared, request, answer, hop, call).ConfigureAwait(false);
            }

            var sent = await _sender.SendAsync(prepared, call).ConfigureAwait(false);
            var outcome = await _sender.ReceiveAsync(sent, prepared, call).ConfigureAwait(false);
            StoreCookies(outcome, call);

            var again = hop.Answered(await hop.AnswerAsync(prepared, outcome).ConfigureAwait(false))
                ?? Resend(request, outcome, hop) ?? ResendWithoutExpect(request, outcome, call)
                ?? Retry(request, outcome, hop, call) ?? Redirect(request, outcome, call);
            if (again is not { } next)
            {
                var response = Finish(prepared, outcome, hop, call);
                return IsSpent(response, hop, call)
                    ? throw await response.ToFailureAsync(call.IsBlocking).ConfigureAwait(false)
                    : response;
            }

            if (next.Reason is { } reason)
            {
                call.Note(prepared, outcome, reason, next.Pause);
            }

            await Response.LeaveAsync(outcome.Response).ConfigureAwait(false);
            await call.PauseAsync(next.Pause).ConfigureAwait(false);
            call.Reuse = call.AtLeast(next.Reason != AttemptReason.StaleConnection ? Reuse.Any
                : outcome.Failure is ProtocolException { WasNotTaken: false } ? Reuse.Fresh
                : hop.ReuseAfterRefusal);
            answer = next.Reason == AttemptReason.Challenge ? WithFreshCookies(next.Request, prepared, request) : null;
            if (next.IsRedirect)
            {
                request = next.Request;
                hop = hop.Next(request);
            }
        }
    }

    // With cookies and credentials. What answers a challenge is signed already.
    private ValueTask<Request> PreparedAsync(Request request, Request? answer, Hop hop, Call call) =>
        answer is not null ? new(WithCookies(answer, hop, call))
        : Signed(request, hop, call) is { } signed ? new(signed)
        : hop.SignAsync(WithCookies(request, hop, call));

    private Request WithCookies(Request request, Hop hop, Call call) =>
        CookiesFor(request, hop, call) is { } cookies
            ? request with { Headers = request.Headers.With(cookies) }
            : request;

    // A scheme that is one field joins the cookies in one copy of the request: 220 bytes less than one after the other.
    // Most often they are those of the call before.
    private Request? Signed(Request request, Hop hop, Call call)
    {
        if (hop.FixedField is not { } field)
        {
            return null;
        }

        var signed = SignedHeaders.Create(request.Headers, CookiesFor(request, hop, call), field, _lastSigned);
        _lastSigned = signed;
        return signed.Sign(request);
    }

    private Header? CookiesFor(Request request, Hop hop, Call call) =>
        request.Headers.Contains(HeaderNames.Cookie)
            ? null
            : (call.Settings.CallCookies?.Jar ?? jar)
                .HeaderFor(request.Target, hop.OwnCookiesFor(request.Target), call.Time);

    // A challenge may set cookies that its answer has to bring back: those of the jar are attached anew.
    private static Request WithFreshCookies(Request answer, Request sent, Request request) =>
        !request.Headers.Contains(HeaderNames.Cookie)
            && answer.Headers[HeaderNames.Cookie] == sent.Headers[HeaderNames.Cookie]
                ? answer with { Headers = answer.Headers.Without(HeaderNames.Cookie) }
                : answer;

    private void StoreCookies(Outcome outcome, Call call)
    {
        if (outcome.Response is { } response)
        {
            var begun = CallCookies.Store(
                jar, response.Request.Target, response.Headers,
                call.Settings.CallCookies, call.Settings.Cookies.Count > 0, call.Time);
            if (begun is not null)
            {
                call.Keep(begun);
            }
        }
    }

    // The server refused to be asked before the body is sent (RFC 9110, section 15.5.18).
    private static NextSend? ResendWithoutExpect(Request request, Outcome outcome, Call call)
    {
        if (outcome.Response is not { StatusCode: 417, WasBodyWithheld: true })
        {
            return null;
        }

        call.SkipsExpect = true;
        return new NextSend(request, AttemptReason.Expectation);
    }

    private static NextSend? Retry(Request request, Outcome outcome, Hop hop, Call call)
    {
        var policy = call.Settings.Retry;
        if (!RetryRules.Concern(policy, outcome))
        {
            hop.LastReason = AttemptReason.Final;
            return null;
        }

        var judgement = RetryRules.Judge(policy, hop.Spent, request, outcome, call.Time.GetUtcNow(), Randomness.Next());
        hop.LastReason = !judgement.IsRetry ? judgement.Reason
            : call.IsOver(judgement.Pause) ? AttemptReason.Deadline
            : call.Settings.RetryBudget?.TryTake(call.Time) == false ? AttemptReason.Budget
            : AttemptReason.Retry;
        if (hop.LastReason != AttemptReason.Retry)
        {
            return null;
        }

        hop.Spent = hop.Spent.Plus(judgement.Kind);
        return new NextSend(request, AttemptReason.Retry, judgement.Pause);
    }

    private static NextSend? Redirect(Request request, Outcome outcome, Call call)
    {
        if (outcome.Response is not { IsRedirect: true } response || call.Settings.Redirects.Max == 0)
        {
            return null;
        }

        call.Complete(response);
        call.NoteHop(response);
        try
        {
            if (RedirectRules.Next(request, response, call.Settings.Redirects, call.History) is { } next)
            {
                call.NoteRedirect(response, next);
                return new NextSend(next, null);
            }
        }
        catch (RedirectException refused)
        {
            call.Complete(refused);
            throw;
        }

        call.ForgetHop();
        return null;
    }

    private static Response Finish(Request sent, Outcome outcome, Hop hop, Call call)
    {
        if (call.HasAttempts || outcome.Failure is not null || hop.LastReason != AttemptReason.Final)
        {
            call.Note(sent, outcome, hop.LastReason, null);
        }
        else
        {
            call.Tell(sent, outcome);
        }

        if ((outcome.Failure ?? outcome.Response!.FailureOfBody()) is { } failure)
        {
            throw call.Complete(failure);
        }

        var response = outcome.Response!;
        call.Complete(response);
        return response;
    }

    // Whether the policy wanted another try for a status, could have none, and is to say so.
    private static bool IsSpent(Response response, Hop hop, Call call) =>
        call.Settings.Retry is { ThrowWhenSpent: true } policy && RetryRules.IsSpent(hop.LastReason)
            && policy.StatusCodes.Contains(response.StatusCode);
}
