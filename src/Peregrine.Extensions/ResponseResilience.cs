using Polly;
using Polly.CircuitBreaker;
using Polly.Fallback;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Peregrine;

/// <summary>
/// The strategies of Polly that judge outcomes, for responses. Polly's own default looks at exceptions alone, so that a
/// 503 would be a success; these begin with <see cref="IsFailure"/> where the options leave <c>ShouldHandle</c> as it
/// is. In a pipeline of responses the compiler chooses these before Polly's generic ones of the same name.
/// </summary>
public static class ResponseResilience
{
    private static readonly Delegate UsualRetry = new RetryStrategyOptions<Response>().ShouldHandle;
    private static readonly Delegate UsualBreaker = new CircuitBreakerStrategyOptions<Response>().ShouldHandle;
    private static readonly Delegate UsualHedging = new HedgingStrategyOptions<Response>().ShouldHandle;
    private static readonly Delegate UsualFallback = new FallbackStrategyOptions<Response>().ShouldHandle;

    /// <summary>
    /// Whether an outcome is a failure of the server or the network: the status 408, 429 or 5xx, a
    /// <see cref="RequestException"/>, or the <see cref="TimeoutRejectedException"/> of a timeout inside. A
    /// <see cref="RequestTimeoutException"/> of a wait for a permit of the rate or for a connection of the pool is
    /// none: the server has not been asked.
    /// </summary>
    public static bool IsFailure(Outcome<Response> outcome) => outcome.Exception is { } exception
        ? exception is TimeoutRejectedException
            || exception is RequestException and not RequestTimeoutException
            {
                Phase: TimeoutPhase.Rate or TimeoutPhase.Pool,
            }
        : outcome.Result is { StatusCode: 408 or 429 or >= 500 };

    /// <summary>
    /// Adds retries of Polly's. They repeat what they are told to, a POST too; a body that can be sent once can't be
    /// repeated. The session's own <see cref="RetryPolicy"/> knows both, and keeps <c>Retry-After</c>.
    /// </summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">The options; where their <c>ShouldHandle</c> is Polly's default it becomes
    /// <see cref="IsFailure"/>.</param>
    public static ResiliencePipelineBuilder<Response> AddRetry(
        this ResiliencePipelineBuilder<Response> builder, RetryStrategyOptions<Response> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (UsualRetry.Equals(options.ShouldHandle))
        {
            options.ShouldHandle = static arguments => new(IsFailure(arguments.Outcome));
        }

        return builder.AddRetry<Response>(options);
    }

    /// <summary>Adds a circuit breaker.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">The options; where their <c>ShouldHandle</c> is Polly's default it becomes
    /// <see cref="IsFailure"/>.</param>
    public static ResiliencePipelineBuilder<Response> AddCircuitBreaker(
        this ResiliencePipelineBuilder<Response> builder, CircuitBreakerStrategyOptions<Response> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (UsualBreaker.Equals(options.ShouldHandle))
        {
            options.ShouldHandle = static arguments => new(IsFailure(arguments.Outcome));
        }

        return builder.AddCircuitBreaker<Response>(options);
    }

    /// <summary>
    /// Adds hedging. A session sends one request of a call at a time: the options' <c>Delay</c> has to be
    /// <see cref="Timeout.InfiniteTimeSpan"/>, so that the next send begins when the one before has failed.
    /// </summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">The options; where their <c>ShouldHandle</c> is Polly's default it becomes
    /// <see cref="IsFailure"/>.</param>
    /// <exception cref="ArgumentException">The delay is another one, and no generator gives delays.</exception>
    public static ResiliencePipelineBuilder<Response> AddHedging(
        this ResiliencePipelineBuilder<Response> builder, HedgingStrategyOptions<Response> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.DelayGenerator is null && options.Delay != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException(
                "A session sends one request of a call at a time: set Delay to Timeout.InfiniteTimeSpan.",
                nameof(options));
        }

        if (UsualHedging.Equals(options.ShouldHandle))
        {
            options.ShouldHandle = static arguments => new(IsFailure(arguments.Outcome));
        }

        return builder.AddHedging<Response>(options);
    }

    /// <summary>Adds an answer in the place of a failure.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">The options; where their <c>ShouldHandle</c> is Polly's default it becomes
    /// <see cref="IsFailure"/>.</param>
    public static ResiliencePipelineBuilder<Response> AddFallback(
        this ResiliencePipelineBuilder<Response> builder, FallbackStrategyOptions<Response> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (UsualFallback.Equals(options.ShouldHandle))
        {
            options.ShouldHandle = static arguments => new(IsFailure(arguments.Outcome));
        }

        return builder.AddFallback<Response>(options);
    }
}
