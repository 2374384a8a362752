using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Peregrine;

/// <summary>The pods of a cluster, as far as the tests ask for them.</summary>
internal sealed class ClusterApi : IAsyncDisposable
{
    private const string Pod =
        """
        {"apiVersion":"v1","kind":"Pod",
        "metadata":{"name":"web","namespace":"default","labels":{"tier":"front"}}}
        """;

    // A watch has an event a line.
    private static readonly string PodInLine = Pod.ReplaceLineEndings("");

    private AppServer? _server;

    internal string Root => _server!.Root;

    /// <summary>The types and bodies of what was to be changed.</summary>
    internal ConcurrentQueue<string> Patches { get; } = new();

    internal TaskCompletionSource WatchEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal static async Task<ClusterApi> StartAsync()
    {
        var api = new ClusterApi();
        api._server = await AppServer.StartAsync(api.Map);
        return api;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private void Map(WebApplication application)
    {
        const string Pods = "/api/v1/namespaces/default/pods";
        application.MapGet(Pods, ListAsync);
        application.MapPatch(Pods + "/{name}", PatchAsync);
        application.MapGet(Pods + "/{name}", () => Results.Text(
            """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"pods \"none\" not found","code":404}""",
            "application/json",
            statusCode: 404));
    }

    private async Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (context.Request.Query["watch"] != "true")
        {
            await context.Response.WriteAsync(
                $$"""{"apiVersion":"v1","kind":"PodList","metadata":{},"items":[{{Pod}}]}""");
            return;
        }

        using var end = context.RequestAborted.Register(() => WatchEnded.TrySetResult());
        foreach (var type in (string[])["ADDED", "MODIFIED"])
        {
            await context.Response.WriteAsync($$"""{"type":"{{type}}","object":{{PodInLine}}}""" + "\n");
            await context.Response.Body.FlushAsync();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
    }

    private async Task<IResult> PatchAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        Patches.Enqueue($"{request.ContentType} {await reader.ReadToEndAsync()}");
        return Results.Text(Pod, "application/json");
    }
}
