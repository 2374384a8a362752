using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>
/// An object store of one object on loopback, as far as the clients of Azure and S3 look at it. It keeps the fields of
/// what it is asked.
/// </summary>
internal sealed class ObjectServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private int _cuts;

    private ObjectServer(WebApplication application) => _application = application;

    internal byte[] Content { get; set; } = RandomNumberGenerator.GetBytes(300_000);

    internal string? ContentEncoding { get; set; }

    /// <summary>How many answers are cut off in their middle.</summary>
    internal int Cuts { get => _cuts; set => _cuts = value; }

    internal ConcurrentQueue<string> Asked { get; } = new();

    internal ConcurrentQueue<byte[]> Put { get; } = new();

    internal string Root => _application.Urls.First();

    internal static async Task<ObjectServer> StartAsync(
        HttpProtocols protocols = HttpProtocols.Http1, Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var application = builder.Build();
        var server = new ObjectServer(application);
        application.Use(_ => new RequestDelegate(answer ?? server.AnswerAsync));
        await application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        Asked.Enqueue($"{request.Method} {RangeOf(request)} {request.Headers.Expect}".Trim());
        var tag = $"\"{Convert.ToHexStringLower(MD5.HashData(Content))}\"";
        response.Headers["x-ms-version"] = "2025-01-05";
        response.Headers["x-ms-blob-type"] = "BlockBlob";
        response.Headers.ETag = tag;
        if (request.Method == "PUT")
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, context.RequestAborted);
            Put.Enqueue(body.ToArray());
            return;
        }

        response.Headers.LastModified = "Sun, 29 Nov 2026 09:00:00 GMT";
        response.Headers.ContentEncoding = ContentEncoding;
        response.ContentType = "application/octet-stream";
        var (from, to) = (0, Content.Length - 1);
        if (RangeOf(request) is { } range)
        {
            var ends = range["bytes=".Length..].Split('-');
            from = int.Parse(ends[0], CultureInfo.InvariantCulture);
            to = ends[1].Length == 0 ? to : Math.Min(to, int.Parse(ends[1], CultureInfo.InvariantCulture));
            response.StatusCode = 206;
            response.Headers.ContentRange = $"bytes {from}-{to}/{Content.Length}";
        }

        response.ContentLength = to - from + 1;
        if (request.Method != "HEAD")
        {
            await SendAsync(context, Content.AsMemory(from..(to + 1)));
        }
    }

    private async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        if (Interlocked.Decrement(ref _cuts) >= 0)
        {
            await context.Response.Body.WriteAsync(bytes[..(bytes.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static string? RangeOf(HttpRequest request) =>
        (request.Headers["x-ms-range"].FirstOrDefault()
            ?? request.Headers.Range.FirstOrDefault()) is { Length: > 0 } range
            ? range
            : null;
}
