using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>A collector that takes spans and metrics over OTLP (HTTP, protocol buffers) and keeps them.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, ProtoMessage Message)> _received = [];

    private OtlpCollector(WebApplication app) => _app = app;

    internal Uri Url => new(_app.Urls.Single());

    /// <summary>The spans of a scope (opentelemetry.proto.trace.v1).</summary>
    internal IReadOnlyList<ProtoMessage> Spans(string scope) =>
        [.. Of("/v1/traces").SelectMany(message => message.All(1, 2)).Where(Is(scope)).SelectMany(one => one.All(2))];

    /// <summary>The metrics of a scope (opentelemetry.proto.metrics.v1).</summary>
    internal IReadOnlyList<ProtoMessage> Metrics(string scope) =>
        [.. Of("/v1/metrics").SelectMany(message => message.All(1, 2)).Where(Is(scope)).SelectMany(one => one.All(2))];

    internal static async Task<OtlpCollector> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new OtlpCollector(app);
        app.MapPost("/v1/{kind}", collector.TakeAsync);
        await app.StartAsync(cancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Func<ProtoMessage, bool> Is(string scope) => one => one.All(1).Single().Text(1) == scope;

    private IEnumerable<ProtoMessage> Of(string path) =>
        _received.Where(one => one.Path == path).Select(one => one.Message);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue((context.Request.Path, new ProtoMessage(body.ToArray())));
    }
}
