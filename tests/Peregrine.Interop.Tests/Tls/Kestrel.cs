using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>
/// Kestrel with a certificate of the test's: each path answers with the version of HTTP and the client's certificate.
/// One more port serves bytes in clear.
/// </summary>
internal sealed class Kestrel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Kestrel(Action<HttpsConnectionAdapterOptions> https)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.UseHttps(https));
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.MapGet("/bytes", () => Results.Bytes(Bytes));
        _app.MapGet("/", (HttpContext context) =>
            $"{context.Request.Protocol} {context.Connection.ClientCertificate?.Subject ?? "nobody"}");
    }

    /// <summary>What is served in clear.</summary>
    internal byte[] Bytes { get; set; } = [];

    internal string Root { get; private set; } = "";

    internal string BytesUrl { get; private set; } = "";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal static async Task<Kestrel> StartAsync(Action<HttpsConnectionAdapterOptions> https)
    {
        var kestrel = new Kestrel(https);
        await kestrel._app.StartAsync(TestContext.Current.CancellationToken);
        var addresses = kestrel._app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.ToList();
        (kestrel.Root, kestrel.BytesUrl) = (addresses[0], $"{addresses[1]}/bytes");
        return kestrel;
    }
}
