using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Peregrine;

/// <summary>
/// A few calls of Docker's interface on a Unix socket: one container, <c>web</c>, and images that are always there to
/// be pulled.
/// </summary>
internal sealed class DockerEngine : IAsyncDisposable
{
    private static readonly string[] Names = ["/web"];
    private static readonly string[] Steps = ["Pulling", "Downloading", "Done"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-docker-");
    private AppServer? _server;

    internal string Socket => Path.Combine(_folder.FullName, "docker.sock");

    internal static async Task<DockerEngine> StartAsync()
    {
        var engine = new DockerEngine();
        engine._server = await AppServer.StartAsync(engine.Map, socket: engine.Socket);
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Map(WebApplication application)
    {
        application.Use((context, next) =>
        {
            // Its client puts the version of the interface first: /v1.43/containers/json.
            var path = context.Request.Path.Value!;
            var hasVersion = path.StartsWith("/v1.", StringComparison.Ordinal);
            context.Request.Path = hasVersion ? path[path.IndexOf('/', 1)..] : path;
            return next(context);
        });
        application.UseRouting();
        application.MapGet("/version", () => Results.Json(new { Version = "29.4.1", ApiVersion = "1.43" }));
        application.MapGet("/containers/json", (HttpRequest request) => Results.Json(
            new[] { new { Id = "abc", Names = Names, State = request.Query["all"] == "1" ? "exited" : "none" } }));
        application.MapPost("/containers/{id}/start", (string id) =>
            id == "web"
                ? Results.NoContent()
                : Results.Json(new { message = $"No such container: {id}" }, statusCode: 404));
        application.MapGet("/containers/{id}/logs", LogsAsync);
        application.MapPost("/containers/{id}/attach", LogsAsync);
        application.MapPost("/images/create", PullAsync);
    }

    // Frames of the engine: the stream, three zeros, the length, the bytes.
    private static async Task LogsAsync(HttpContext context)
    {
        context.Response.ContentType = "application/vnd.docker.multiplexed-stream";
        await context.Response.Body.WriteAsync(new byte[] { 1, 0, 0, 0, 0, 0, 0, 4 });
        await context.Response.Body.WriteAsync("out\n"u8.ToArray());
        await context.Response.Body.WriteAsync(new byte[] { 2, 0, 0, 0, 0, 0, 0, 4 });
        await context.Response.Body.WriteAsync("err\n"u8.ToArray());
    }

    private static async Task PullAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        foreach (var step in Steps)
        {
            await context.Response.WriteAsync($$"""{"status":"{{step}}","id":"nginx"}""" + "\n");
            await context.Response.Body.FlushAsync();
        }
    }
}
