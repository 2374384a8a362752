using System.Diagnostics;
using OpenTelemetry.Trace;
using Peregrine;

namespace Shop.Tests;

public sealed class SpanTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_span_has_its_parent_from_the_caller_to_the_upstreams()
    {
        var (trace, caller) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        using var ended = new TraceSpans(trace);
        await using var app = new ShopApp
        {
            Change = services => services.ConfigureOpenTelemetryTracerProvider(
                tracing => tracing.AddProcessor(ended)),
        };
        app.Catalogue["GET /products/{id}"] = MockResponse.Sequence(
            MockResponse.Status(503), MockResponse.Json(new { id = 1, name = "Lamp" }));
        var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{caller}-01");

        await client.GetAsync("/products/1", Token);

        var spans = await ended.WholeAsync(Token);
        var server = Assert.Single(spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(caller, server.ParentSpanId);
        var ids = spans.Select(span => span.SpanId).Append(caller).ToHashSet();
        Assert.All(spans, span => Assert.Contains(span.ParentSpanId, ids));

        // Two calls of the shop's and one for the token; the catalogue was sent to twice.
        Assert.Equal(3, spans.Count(span => span.Kind == ActivityKind.Internal));
        var sends = spans.Where(span => span.Kind == ActivityKind.Client).ToList();
        Assert.Equal(4, sends.Count);
        var arrived = app.Catalogue.Requests.Select(request => request.Headers["traceparent"]);
        Assert.Equal(
            sends.Where(IsToCatalogue).Select(span => $"00-{trace}-{span.SpanId}-01").Order(StringComparer.Ordinal),
            arrived.Order(StringComparer.Ordinal));
    }

    private static bool IsToCatalogue(Activity span) =>
        span.GetTagItem("server.address") is "catalogue.example.com";
}
