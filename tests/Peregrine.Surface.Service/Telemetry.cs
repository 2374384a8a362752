using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Peregrine;

namespace Surface;

internal static class Telemetry
{
    internal static async Task RunAsync(Httpbin bin)
    {
        List<Activity> spans = [];
        List<Metric> measured = [];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => { tracing.AddSource("Peregrine"); tracing.AddInMemoryExporter(spans); })
            .WithMetrics(metrics => { metrics.AddMeter("Peregrine"); metrics.AddInMemoryExporter(measured); });
        builder.Services.AddHttpSession("bin", options =>
        {
            options.BaseUrl = bin.Url;
            options.PropagateContext = url => url.AbsolutePath.StartsWith("/anything", StringComparison.Ordinal);
        });
        await using var app = builder.Build();
        await app.StartAsync();
        var session = app.Services.GetRequiredKeyedService<HttpSession>("bin");

        var user = 7;
        var sent = (await session.GetAsync($"/anything/{user}?token=secret")).Json()["headers"]!["Traceparent"];
        var unsent = (await session.GetAsync("/headers")).Json()["headers"]!["Traceparent"];
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();

        Check.That(sent is not null, "PropagateContext sends the context where it says");
        Check.That(unsent is null, "and nowhere else");
        var send = spans.First(span => span.Kind == ActivityKind.Client);
        var call = spans.First(span => span.Kind == ActivityKind.Internal);
        Check.Equal(call.SpanId, send.ParentSpanId, "a send is below its call");
        Check.Equal("/anything/{user}", send.GetTagItem("url.template"), "url.template");
        Check.Equal($"{bin.Url}anything/7?*", send.GetTagItem("url.full"), "url.full, redacted");
        Check.Equal(200, send.GetTagItem("http.response.status_code"), "http.response.status_code");
        foreach (var name in new[]
        {
            "http.client.request.duration", "http.client.active_requests", "http.client.open_connections",
        })
        {
            Check.That(measured.Exists(one => one.Name == name), name);
        }

        await app.StopAsync();
    }
}
