using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Peregrine;

/// <summary>
/// Spans and metrics through the SDK of OpenTelemetry 1.20.1: in memory, and over OTLP to a collector.
/// </summary>
public sealed class OpenTelemetryTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sdk_takes_both_by_their_name()
    {
        var spans = new List<Activity>();
        var metrics = new List<Metric>();
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource("Peregrine").AddInMemoryExporter(spans).Build();
        using var metering = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Peregrine").AddInMemoryExporter(metrics).Build();
        await using var bin = await Httpbin.StartAsync(Test);
        using var root = Root();

        using var session = new HttpSession(new() { BaseUrl = bin.Url });

        var trace = await CallAsync(session);
        tracing.ForceFlush();
        metering.ForceFlush();

        var ours = spans.Where(span => span.TraceId == root.TraceId).ToList();
        Assert.Equal(3, ours.Count(span => span.Kind == ActivityKind.Internal));
        Assert.Equal(4, ours.Count(span => span.Kind == ActivityKind.Client));
        Assert.All(
            ours.Where(span => span.Kind == ActivityKind.Client),
            send => Assert.Contains(ours, call => call.SpanId == send.ParentSpanId));
        Assert.Contains(
            ours.Where(span => span.Kind == ActivityKind.Client),
            span => trace.Contains(span.SpanId.ToHexString(), StringComparison.Ordinal));
        Assert.Equal(
            ["http.client.active_requests", "http.client.open_connections", "http.client.request.duration"],
            metrics.Select(one => one.Name).Where(name => name.StartsWith("http.", StringComparison.Ordinal))
                .Distinct().Order().Except(["http.client.request.time_in_queue"]));
        var duration = metrics.Last(one => one.Name == "http.client.request.duration");
        Assert.Equal(MetricType.Histogram, duration.MetricType);
        Assert.Equal("s", duration.Unit);
        Assert.Equal(4, Count(duration, bin.Url.Port));
    }

    [Fact]
    public async Task A_collector_gets_them_over_otlp()
    {
        await using var collector = await OtlpCollector.StartAsync(Test);
        await using var bin = await Httpbin.StartAsync(Test);
        using var root = Root();
        using (var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource("Peregrine").AddOtlpExporter(to => To(to, collector, "v1/traces")).Build())
        using (var metering = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Peregrine").AddOtlpExporter(to => To(to, collector, "v1/metrics")).Build())
        {
            using var session = new HttpSession(new() { BaseUrl = bin.Url });
            await CallAsync(session);
            tracing.ForceFlush();
            metering.ForceFlush();
        }

        var spans = collector.Spans("Peregrine").Where(span => span.Hex(1) == root.TraceId.ToHexString()).ToList();
        var internals = spans.Where(span => span.Number(6) == 1).ToList();
        var clients = spans.Where(span => span.Number(6) == 3).ToList();
        Assert.Equal((3, 4), (internals.Count, clients.Count));
        Assert.All(clients, send => Assert.Contains(internals, call => call.Hex(2) == send.Hex(4)));
        var sent = clients.Single(span => span.Text(5) == "GET /anything/{id}").Attributes(9);
        Assert.Equal("GET", sent["http.request.method"]);
        Assert.Equal("200", sent["http.response.status_code"]);
        Assert.Equal($"{bin.Url.GetLeftPart(UriPartial.Authority)}/anything/7?*", sent["url.full"]);
        Assert.Equal("127.0.0.1", sent["server.address"]);
        Assert.Equal($"{bin.Url.Port}", sent["server.port"]);
        Assert.Equal("1.1", sent["network.protocol.version"]);
        var redirected = internals.Single(span => span.Text(5) == "GET" && span.All(11).Any());
        Assert.Equal("peregrine.redirect", Assert.Single(redirected.All(11)).Text(2));
        var failed = internals.Single(span => span.All(15).Any(status => status.Number(3) == 2));
        Assert.Equal("404", failed.Attributes(9)["error.type"]);

        var duration = collector.Metrics("Peregrine").Last(one => one.Text(1) == "http.client.request.duration");
        var point = duration.All(9, 1).First(one => one.Attributes(9)["server.port"] == $"{bin.Url.Port}");
        Assert.Equal(
            [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10], point.Doubles(7));
    }

    // A call with a template, one with a redirect, one that is not found; gives the context that the first one sent.
    private static async Task<string> CallAsync(HttpSession session)
    {
        var id = 7;
        var response = await session.GetAsync($"/anything/{id}?token=secret", Test);
        await session.GetAsync("/redirect/1", Test);
        await session.GetAsync("/status/404", Test);
        return response.Json()["headers"]!["Traceparent"]!.GetValue<string>();
    }

    // The sampler of the SDK goes by what the parent says.
    private static Activity Root()
    {
        var root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        root.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        return root.Start();
    }

    private static long Count(Metric duration, int port)
    {
        var count = 0L;
        foreach (ref readonly var point in duration.GetMetricPoints())
        {
            foreach (var tag in point.Tags)
            {
                count += tag is { Key: "server.port", Value: int own } && own == port ? point.GetHistogramCount() : 0;
            }
        }

        return count;
    }

    private static void To(OtlpExporterOptions to, OtlpCollector collector, string path)
    {
        to.Protocol = OtlpExportProtocol.HttpProtobuf;
        to.Endpoint = new Uri(collector.Url, path);
    }
}
