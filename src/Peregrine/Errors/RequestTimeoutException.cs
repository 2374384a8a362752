namespace Peregrine;

/// <summary>
/// A limit of <see cref="Timeouts"/> was passed. The inner exception is a <see cref="TimeoutException"/>.
/// </summary>
public sealed class RequestTimeoutException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public RequestTimeoutException(string message, Request request, TimeoutPhase phase, TimeSpan limit)
        : base(HttpRequestError.Unknown, message, request, new TimeoutException(message)) =>
        (Phase, Limit) = (phase, limit);

    /// <summary>What the request was doing.</summary>
    public TimeoutPhase Phase { get; }

    /// <summary>The limit that was passed.</summary>
    public TimeSpan Limit { get; }

    /// <summary>True unless the limit on the whole call was passed, which leaves no time for another try.</summary>
    public override bool IsTransient => Phase != TimeoutPhase.Total;

    /// <summary>The failure of a limit: the phase's own, or that of the whole call when it has passed.</summary>
    /// <param name="phase">What the call was doing.</param>
    /// <param name="binding">Which limit ended the wait: the phase's own, or <see cref="TimeoutPhase.Total"/>.</param>
    /// <param name="request">The request.</param>
    /// <param name="call">The call.</param>
    /// <param name="hasHead">Whether the head of the response had arrived, so that the call was reading the
    /// body.</param>
    internal static RequestTimeoutException Create(
        TimeoutPhase phase, TimeoutPhase binding, Request request, CallContext call, bool hasHead = false)
    {
        var named = binding == TimeoutPhase.Total || call.IsOver() ? TimeoutPhase.Total : phase;
        var limit = call.Timeouts.LimitOf(named);
        return new RequestTimeoutException(
            $"{request} timed out after {FailureText.Seconds(call.Elapsed)} while {FailureText.During(phase, hasHead)} "
            + $"(limit: {named.ToString().ToLowerInvariant()} {FailureText.Seconds(limit)}).",
            request,
            named,
            limit);
    }
}
