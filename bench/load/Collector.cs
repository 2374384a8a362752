using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Peregrine.Load;

/// <summary>Takes spans and metrics over OTLP (HTTP, protocol buffers), and keeps of them what is judged.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    internal Uri Url => new(_app.Urls.Single());

    internal static async Task<Collector> StartAsync(SpanLedger ledger, ShopMetrics metrics)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/traces", context => TakeAsync(context, ledger.Add));
        app.MapPost("/v1/metrics", context => TakeAsync(context, metrics.Add));
        await app.StartAsync();
        return new Collector(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task TakeAsync(HttpContext context, Action<ProtoMessage> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        take(new ProtoMessage(body.ToArray()));
    }
}
