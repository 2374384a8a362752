using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Peregrine;

/// <summary>
/// Kestrel on three loopback ports, with nothing from the environment: no configuration, no logs, no signal handlers.
/// </summary>
internal sealed class HttpbinServer : IAsyncDisposable
{
    private const int KiB = 1024;

    private readonly WebApplication _app;
    private readonly List<ListenOptions> _endpoints = [];
    private bool _isDisposed;

    public HttpbinServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Configure);
        builder.Services.AddSingleton<IHostLifetime>(new HttpbinLifetime());
        _app = builder.Build();
        _app.Run(HttpbinRouter.AnswerAsync);
    }

    public HttpbinCertificates Certificates { get; } = HttpbinCertificates.Create();

    public int CleartextPort => Port(0);

    public int TlsPort => Port(1);

    public int H2cPort => Port(2);

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        // A token that is already cancelled leaves open connections no time to finish.
        await _app.Services.GetRequiredService<IServer>()
            .StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        Certificates.Dispose();
    }

    private int Port(int endpoint) => _endpoints[endpoint].IPEndPoint!.Port;

    private void Configure(KestrelServerOptions options)
    {
        Unlimit(options.Limits);
        options.AddServerHeader = false;
        options.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        Listen(options, HttpProtocols.Http1);
        Listen(options, HttpProtocols.Http1AndHttp2, listener => listener.UseHttps(Certificates.Leaf));
        Listen(options, HttpProtocols.Http2);
    }

    private void Listen(
        KestrelServerOptions options, HttpProtocols protocols, Action<ListenOptions>? configure = null) =>
        options.Listen(IPAddress.Loopback, 0, listener =>
        {
            listener.Protocols = protocols;
            configure?.Invoke(listener);
            _endpoints.Add(listener);
        });

    private static void Unlimit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.MaxRequestLineSize = 64 * KiB;
        limits.MaxRequestHeadersTotalSize = 256 * KiB;
        limits.MaxRequestHeaderCount = 1000;
    }
}
