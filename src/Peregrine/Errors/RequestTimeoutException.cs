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

    /// <summary>The failure of a limit.</summary>
    /// <param name="phase">What the call was doing.</param>
    /// <param name="passed">The limit that ended the wait.</param>
    /// <param name="request">The request.</param>
    /// <param name="hasHead">Whether the head of the response had arrived, so that the call was reading the
    /// body.</param>
    /// <param name="reason">What it waited for, where that is known.</param>
    internal static RequestTimeoutException Create(
        TimeoutPhase phase, PassedLimit passed, Request request, bool hasHead = false, string? reason = null) => new(
        $"{request} timed out after {PhaseText.Seconds(passed.Elapsed)} while {PhaseText.During(phase, hasHead)} "
        + $"(limit: {passed.Phase.ToString().ToLowerInvariant()} {PhaseText.Seconds(passed.Limit)})"
        + $"{(reason is null ? "" : ": ")}{reason}.",
        request,
        passed.Phase,
        passed.Limit);
}
