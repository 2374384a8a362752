using Peregrine;
using Polly.CircuitBreaker;

namespace Shop;

/// <summary>What the shop says to its own caller when an upstream fails. It tells nothing of the upstream.</summary>
internal sealed record UpstreamProblem(int Status, string Title, TimeSpan? RetryAfter = null)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>The problem that a failure is; null for one that has nothing to do with an upstream.</summary>
    public static UpstreamProblem? For(Exception failure) => failure switch
    {
        BrokenCircuitException broken => new(503, "An upstream fails, and rests for now.", broken.RetryAfter ?? Soon),
        RequestTimeoutException { Phase: TimeoutPhase.Rate or TimeoutPhase.Pool } =>
            new(503, "Too many requests wait for an upstream.", Soon),
        RequestTimeoutException => new(504, "An upstream did not answer in time."),
        StatusException { StatusCode: 429 or 503 } busy =>
            new(503, "An upstream is busy.", busy.Response.RetryAfter ?? Soon),
        RequestException => new(502, "An upstream failed."),
        _ => null,
    };
}
