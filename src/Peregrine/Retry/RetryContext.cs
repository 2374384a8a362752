namespace Peregrine;

/// <summary>What <see cref="RetryPolicy.Verdict"/> decides about: one try, and what the policy proposes.</summary>
public sealed class RetryContext
{
    /// <summary>Makes one; a test of a verdict function may too.</summary>
    public RetryContext(int retry, Request request, Response? response, RequestException? failure, TimeSpan? proposed)
    {
        ArgumentNullException.ThrowIfNull(request);
        (Retry, Request, Response, Failure, Proposed) = (retry, request, response, failure, proposed);
    }

    /// <summary>Which retry of the hop it would be, from 1.</summary>
    public int Retry { get; }

    /// <summary>The request that was sent, without cookies and credentials.</summary>
    public Request Request { get; }

    /// <summary>
    /// The answer, or null when there was none. Its body has been read, unless the call leaves it unread.
    /// </summary>
    public Response? Response { get; }

    /// <summary>Why there was no answer, or null.</summary>
    public RequestException? Failure { get; }

    /// <summary>The pause after which the policy would send again, or null where it would not.</summary>
    public TimeSpan? Proposed { get; }

    /// <summary>The number of the retry, the request and how it ended.</summary>
    public override string ToString() =>
        $"retry {Retry} of {Request}: {(Response is null ? Failure?.GetType().Name : Response.StatusCode)}";
}
