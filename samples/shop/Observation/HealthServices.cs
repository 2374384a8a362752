using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Peregrine;

namespace Shop;

/// <summary>
/// <c>/health</c> says whether the upstreams answer, and <c>/alive</c> whether the process does: a container is not to
/// be restarted because an upstream is down.
/// </summary>
internal static class HealthServices
{
    public static void AddUpstreamHealth(this IServiceCollection services)
    {
        var checks = services.AddHealthChecks();
        foreach (var name in UpstreamNames.All)
        {
            checks.Add(new HealthCheckRegistration(
                name, provider => new UpstreamHealth(provider.GetRequiredKeyedService<HttpSession>(name)),
                failureStatus: null, tags: null));
        }
    }

    public static void MapUpstreamHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false });
    }

    // The reasons are for the log, which the checks write to by themselves.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
        context.RequestAborted);
}
