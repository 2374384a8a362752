using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Peregrine;

/// <summary>Kestrel that answers each call with what it knows of it: version, host, caller's address, user.</summary>
internal sealed class FactsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FactsServer(WebApplication app) => _app = app;

    /// <summary>The address that it listens to.</summary>
    internal Uri Url => new(_app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First());

    internal static async Task<FactsServer> StartAsync(Action<KestrelServerOptions> listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listen);
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FactsServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task AnswerAsync(HttpContext context) => context.Response.WriteAsync(
        $"{context.Request.Protocol} host={context.Request.Host} from={context.Connection.RemoteIpAddress} "
        + $"certificate={context.Connection.ClientCertificate?.Subject} "
        + $"authorization={context.Request.Headers.Authorization}",
        context.RequestAborted);
}
