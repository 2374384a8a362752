using Microsoft.Extensions.Diagnostics.HealthChecks;
using Peregrine;
using Polly.CircuitBreaker;

namespace Shop;

/// <summary>Whether an upstream answers, within two seconds, and with one try.</summary>
internal sealed class UpstreamHealth(HttpSession session) : IHealthCheck
{
    private static readonly RequestOptions Quick = new()
    {
        Auth = Auth.None,
        Retry = RetryPolicy.None,
        Timeout = new Timeouts { Total = TimeSpan.FromSeconds(2) },
    };

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await session.GetAsync("/health", Quick, cancellationToken);
            return response.IsSuccess
                ? HealthCheckResult.Healthy()
                : new(context.Registration.FailureStatus, $"It answers {response.StatusCode}.");
        }
        catch (Exception failure) when (failure is RequestException or BrokenCircuitException)
        {
            return new(context.Registration.FailureStatus, failure.Message);
        }
    }
}
