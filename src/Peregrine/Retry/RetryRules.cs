namespace Peregrine;

/// <summary>
/// Whether to send a request again, and after which pause. Pure: the time and the random number are arguments.
/// </summary>
internal static class RetryRules
{
    /// <param name="policy">The policy of the hop.</param>
    /// <param name="spent">The retries of the hop so far.</param>
    /// <param name="request">The request that was sent.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="now">The moment of the outcome.</param>
    /// <param name="chance">A random number from 0 to 1, for the jitter.</param>
    internal static RetryJudgement Judge(
        RetryPolicy policy, RetryCounts spent, Request request, Outcome outcome, DateTimeOffset now, double chance)
    {
        if (policy.Total == 0)
        {
            return default;
        }

        var kind = KindOf(policy, outcome);
        var proposed = Propose(policy, kind, spent, request, outcome, now, chance);
        var mayAsk = spent.Total < policy.Total && request.CanBeSentAgain;
        return policy.Verdict is { } verdict && mayAsk ? Ask(verdict, proposed, spent, request, outcome) : proposed;
    }

    /// <summary>
    /// Whether the policy may retry after an outcome. For most outcomes it never does, and needs neither the time nor a
    /// random number.
    /// </summary>
    internal static bool Concern(RetryPolicy policy, Outcome outcome) =>
        policy.Total > 0 && (policy.Verdict is not null || KindOf(policy, outcome) != RetryKind.None);

    /// <summary>
    /// Whether the policy wanted another try, but a limit forbade it: <see cref="RetryPolicy.ThrowWhenSpent"/>.
    /// </summary>
    internal static bool IsSpent(AttemptReason reason) =>
        reason is AttemptReason.Spent or AttemptReason.RetryAfter or AttemptReason.Deadline or AttemptReason.Budget;

    private static RetryJudgement Propose(
        RetryPolicy policy, RetryKind kind, RetryCounts spent,
        Request request, Outcome outcome, DateTimeOffset now, double chance)
    {
        if (kind == RetryKind.None)
        {
            return default;
        }

        if (!request.CanBeSentAgain)
        {
            return new(AttemptReason.Body, kind);
        }

        if (kind != RetryKind.Connect && !MayRepeat(policy, request))
        {
            return new(AttemptReason.Method, kind);
        }

        if (spent.AreSpent(policy, kind))
        {
            return new(AttemptReason.Spent, kind);
        }

        var asked = outcome.Response is { } response && policy.RespectRetryAfter
            ? ServerWait.BeforeRetry(response.StatusCode, response.Headers, now)
            : null;
        return asked > policy.MaxRetryAfter
            ? new(AttemptReason.RetryAfter, kind)
            : new(AttemptReason.Retry, kind, asked ?? PauseBefore(policy, spent.Total + 1, chance));
    }

    private static RetryJudgement Ask(
        Func<RetryContext, TimeSpan?> verdict, RetryJudgement proposed,
        RetryCounts spent, Request request, Outcome outcome)
    {
        var answer = verdict(new RetryContext(
            spent.Total + 1, request, outcome.Response, outcome.Failure, proposed.IsRetry ? proposed.Pause : null));
        return answer is { } pause ? new(
            AttemptReason.Retry, proposed.Kind, pause > TimeSpan.Zero ? pause : TimeSpan.Zero)
            : proposed.IsRetry ? new(AttemptReason.Verdict, proposed.Kind)
            : proposed;
    }

    private static RetryKind KindOf(RetryPolicy policy, Outcome outcome) => outcome switch
    {
        { Response: { } response } =>
            policy.StatusCodes.Contains(response.StatusCode) ? RetryKind.Status : RetryKind.None,
        { Failure: ConnectException { IsTransient: true } } => RetryKind.Connect,
        // The server has not seen the request.
        { Failure: RequestTimeoutException { Phase: TimeoutPhase.Connect } } => RetryKind.Connect,
        { Failure: RequestTimeoutException { IsTransient: true, Phase: TimeoutPhase.Read or TimeoutPhase.Send } } =>
            RetryKind.Read,
        // The limit on the wait is the caller's own; another try would wait as long again.
        { Failure: RequestTimeoutException { Phase: TimeoutPhase.Rate } } => RetryKind.None,
        { Failure: ProtocolException { IsTransient: true } } => RetryKind.Read,
        { Failure.IsTransient: true } => RetryKind.Other,
        _ => RetryKind.None,
    };

    // With a key the server knows a repeated request, and performs even a POST only once.
    private static bool MayRepeat(RetryPolicy policy, Request request) =>
        policy.Methods.Contains(request.Method)
            || (policy.IdempotencyKey && request.Headers.Contains(HeaderNames.IdempotencyKey));

    private static TimeSpan PauseBefore(RetryPolicy policy, int retry, double chance)
    {
        var seconds = Backoff.After(retry, policy.BackoffFactor, policy.MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(policy.Jitter switch
        {
            Jitter.Full => seconds * chance,
            Jitter.Equal => (seconds / 2) + (seconds / 2 * chance),
            _ => seconds,
        });
    }
}
