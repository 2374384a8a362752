using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>
/// A token endpoint with rotation: it takes each refresh token once, <c>r0</c> first, and gives the next.
/// </summary>
internal sealed class RotatingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private TaskCompletionSource _gate = new();

    private RotatingServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/token", AnswerAsync);
    }

    public Uri Endpoint => new(_app.Urls.First() + "/token");

    /// <summary>The refresh tokens that were shown, in their order.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public static async Task<RotatingServer> StartAsync()
    {
        var server = new RotatingServer();
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Answers nothing until <see cref="Open"/>.</summary>
    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.SetResult();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var shown = (await request.ReadFormAsync())["refresh_token"].ToString();
        var isFirst = !Seen.Contains(shown);
        Seen.Enqueue(shown);
        await _gate.Task.WaitAsync(request.HttpContext.RequestAborted);
        var next = int.Parse(shown.AsSpan(1), CultureInfo.InvariantCulture) + 1;
        return isFirst
            ? Results.Ok(
                new { access_token = $"a{next}", token_type = "Bearer", expires_in = 3600, refresh_token = $"r{next}" })
            : Results.BadRequest(new { error = "invalid_grant" });
    }
}
