using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Peregrine.Bench;

/// <summary>The server process: Kestrel, with as little above it as will do.</summary>
internal static partial class BenchServer
{
    internal static async Task RunAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        builder.WebHost.UseKestrelHttpsConfiguration();
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.ToArray();
        using var far = Relay.Start(addresses[2], TimeSpan.FromMilliseconds(20), out var farAddress);
        using var farther = Relay.Start(addresses[2], TimeSpan.FromMilliseconds(50), out var fartherAddress);
        Console.WriteLine(JsonSerializer.Serialize(new Endpoints(
            addresses[0], addresses[1], addresses[2], farAddress, fartherAddress, new Uri(addresses[3]).Port)));
        Console.In.ReadToEnd();
    }

    private static void Listen(KestrelServerOptions options)
    {
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.KeepAliveTimeout = TimeSpan.FromHours(1);
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseHttps(Certificate());
        });
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        options.Listen(IPAddress.Any, 0, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static int _visits;

    private static Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/json" => JsonAsync(context, Payload.Document),
        "/echo" or "/up" => TakeAsync(context),
        "/down" => RepeatAsync(
            context, new byte[Payload.BufferSize],
            int.Parse(context.Request.QueryString.Value![1..]) * 16, "application/octet-stream"),
        "/lines" => RepeatAsync(context, Payload.ThousandLines, Payload.Lines / 1000, "text/plain; charset=utf-8"),
        "/rows" => RepeatAsync(context, Payload.ThousandRows, Payload.Lines / 1000, "application/x-ndjson"),
        "/gzip" => GzippedAsync(context),
        _ => BusyAsync(context),
    };

    // Every hundredth is refused, and not when it is asked for again.
    private static Task BusyAsync(HttpContext context)
    {
        if (++_visits % 101 == 0)
        {
            context.Response.StatusCode = 503;
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        return JsonAsync(context, Payload.Document);
    }

    private static async Task TakeAsync(HttpContext context)
    {
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync();
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await JsonAsync(context, Payload.Receipt);
    }

    private static Task JsonAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        return context.Response.BodyWriter.WriteAsync(json).AsTask();
    }

    private static async Task RepeatAsync(HttpContext context, byte[] piece, int times, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = (long)piece.Length * times;
        for (var i = 0; i < times; i++)
        {
            await context.Response.BodyWriter.WriteAsync(piece);
        }
    }
}
