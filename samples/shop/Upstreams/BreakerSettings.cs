using Peregrine;
using Polly.CircuitBreaker;

namespace Shop;

/// <summary>When a circuit opens: the section <c>Breaker</c>. Polly checks the values when a session is made.</summary>
internal static class BreakerSettings
{
    public static CircuitBreakerStrategyOptions<Response> Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Breaker");
        var options = new CircuitBreakerStrategyOptions<Response>();
        options.FailureRatio = section.GetValue(nameof(options.FailureRatio), options.FailureRatio);
        options.MinimumThroughput = section.GetValue(nameof(options.MinimumThroughput), options.MinimumThroughput);
        options.SamplingDuration = section.GetValue(nameof(options.SamplingDuration), options.SamplingDuration);
        options.BreakDuration = section.GetValue(nameof(options.BreakDuration), options.BreakDuration);
        return options;
    }
}
