using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>An application of ASP.NET Core on a free port of loopback, or on a Unix socket.</summary>
internal sealed class AppServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private AppServer(WebApplication application) => _application = application;

    /// <summary>Where it answers: <c>http://127.0.0.1:PORT</c>.</summary>
    internal string Root => _application.Urls.First();

    /// <param name="map">Gives the application its endpoints.</param>
    /// <param name="services">Gives its container what they need.</param>
    /// <param name="protocols">The versions of HTTP that it speaks.</param>
    /// <param name="socket">The path of a Unix socket, in place of a port.</param>
    internal static async Task<AppServer> StartAsync(
        Action<WebApplication> map,
        Action<IServiceCollection>? services = null,
        HttpProtocols protocols = HttpProtocols.Http1,
        string? socket = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (socket is null)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
            }
            else
            {
                kestrel.ListenUnixSocket(socket);
            }
        });
        services?.Invoke(builder.Services);
        var application = builder.Build();
        map(application);
        await application.StartAsync();
        return new(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
