using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Shop;

/// <summary>
/// Spans and metrics of the shop's own requests and of its calls. <c>Telemetry:Console</c> and <c>Telemetry:Otlp</c>
/// switch the exporters on; the OTLP one goes by the standard variables, such as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.
/// </summary>
internal static class ObservationServices
{
    public static void AddObservation(this IServiceCollection services, IConfiguration configuration)
    {
        var toConsole = configuration.GetValue<bool>("Telemetry:Console");
        var toCollector = configuration.GetValue<bool>("Telemetry:Otlp");
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("shop"))
            .WithTracing(tracing =>
            {
                tracing.AddSource("Peregrine").AddAspNetCoreInstrumentation();
                _ = toConsole ? tracing.AddConsoleExporter() : tracing;
                _ = toCollector ? tracing.AddOtlpExporter() : tracing;
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter("Peregrine", "System.Runtime").AddAspNetCoreInstrumentation();
                _ = toConsole ? metrics.AddConsoleExporter() : metrics;
                _ = toCollector ? metrics.AddOtlpExporter() : metrics;
            });
    }
}
