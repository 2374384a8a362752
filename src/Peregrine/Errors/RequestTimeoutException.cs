namespace Peregrine;

/// <summary>A limit of <see cref="Timeouts"/> was passed. The inner exception is a <see cref="TimeoutException"/>.</summary>
public sealed class RequestTimeoutException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public RequestTimeoutException(string message, Request request, TimeoutPhase phase, TimeSpan limit)
        : base(HttpRequestError.Unknown, message, request, new TimeoutException(message)) => (Phase, Limit) = (phase, limit);

    /// <summary>What the request was doing.</summary>
    public TimeoutPhase Phase { get; }

    /// <summary>The limit that was passed.</summary>
    public TimeSpan Limit { get; }

    /// <summary>True unless the limit on the whole call was passed: that one leaves no time for another try.</summary>
    public override bool IsTransient => Phase != TimeoutPhase.Total;
}
