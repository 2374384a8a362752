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

    /// <summary>True unless the limit on the whole call was passed: that one leaves no time for another try.</summary>
    public override bool IsTransient => Phase != TimeoutPhase.Total;

    /// <summary>A limit was passed: the phase's own, or the whole call's where that one is over.</summary>
    /// <param name="phase">What was being done.</param>
    /// <param name="binding">Which limit the wait had: the phase's own, or <see cref="TimeoutPhase.Total"/>.</param>
    /// <param name="request">The request.</param>
    /// <param name="call">The call.</param>
    /// <param name="hasHead">Whether the head of the response had come, so that its body was being read.</param>
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
