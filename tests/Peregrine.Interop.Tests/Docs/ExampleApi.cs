using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>
/// The server that the documentation names: it plays api.example.com, api.github.com and a proxy before them, each on a
/// port of its own.
/// </summary>
internal sealed class ExampleApi : IAsyncDisposable
{
    private static readonly string[] Names = ["Alice", "Bob", "Dora"];

    private readonly WebApplication _app;
    private int _calls;

    private ExampleApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        Map();
    }

    /// <summary>Where each host of the documentation is, without a slash at the end.</summary>
    internal IReadOnlyDictionary<string, string> Hosts { get; private set; } = new Dictionary<string, string>();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal static async Task<ExampleApi> StartAsync()
    {
        var api = new ExampleApi();
        await api._app.StartAsync(TestContext.Current.CancellationToken);
        var addresses = api._app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.ToList();
        api.Hosts = new Dictionary<string, string>
        {
            ["https://api.example.com"] = addresses[0],
            ["https://api.github.com"] = addresses[1],
            ["http://proxy.example.com:3128"] = addresses[2],
        };
        return api;
    }

    private static object Person(int id) => new { id, name = Names[id - 1] };

    private void Map()
    {
        _app.MapGet(
            "/users/octocat", () => Results.Ok(new { login = "octocat", name = "The Octocat", public_repos = 8 }));
        MapUsers("");
        MapUsers("/v1");
        ExamplePages.Map(_app);
        _app.MapGet("/products", () => Results.Ok(new[] { Product(1) }));
        _app.MapGet("/products/{id:int}", (int id, HttpContext context) => id switch
        {
            1 => Results.Ok(Product(1)),
            2 => Forever(context),
            3 => Results.StatusCode(503),
            _ => Results.NotFound(),
        });
        _app.MapGet("/me", (HttpRequest request) => request.Headers.Authorization.Count == 1
            ? Results.Ok(new { name = "Alice", userAgent = request.Headers.UserAgent.ToString() })
            : Results.Unauthorized());
        _app.MapPost("/oauth/token", () => Results.Ok(new
        {
            access_token = "example-token",
            token_type = "Bearer",
            expires_in = 3600,
            refresh_token = "again",
            scope = "read",
        }));
        _app.MapGet("/oauth/registry", (string service, string scope) =>
            Results.Ok(new { token = $"{service} {scope}" }));
        _app.MapGet("/v2/alpine/tags", Tags);
        _app.MapGet("/oauth/authorize", (HttpRequest request) =>
            Results.Redirect($"{request.Query["redirect_uri"]}?code=a-code&state={request.Query["state"]}"));
        _app.MapPost("/oauth/device", (HttpRequest request) => Results.Ok(new
        {
            device_code = "a-device",
            user_code = "WDJB-MJHT",
            verification_uri = $"http://{request.Host}/device",
            expires_in = 600,
            interval = 0.01,
        }));
        _app.MapGet("/data", () => Results.Ok(new { value = 42 }));
        _app.MapPost("/upload", UploadAsync);
        _app.MapPut("/items/{id:int}", (int id, JsonElement item) => Results.Ok(new { id, item }));
        _app.MapPatch("/items/{id:int}", (int id, JsonElement item) => Results.Ok(new { id, item }));
        _app.MapDelete("/items/{id:int}", () => Results.NoContent());
        _app.MapGet("/private", () => Results.Unauthorized());
        _app.MapGet("/limited", Limited);
        _app.MapGet("/busy", () => Interlocked.Increment(ref _calls) % 2 == 1 ? Results.StatusCode(503) : Results.Ok());
        _app.MapGet("/slow", Forever);
        _app.MapGet("/export", () => "first\nsecond\r\nthird");
        _app.MapGet("/rows.ndjson", () => Results.Text(
            "{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":\"b\"}\n{\"id\":3,\"name\":\"c\"}\n",
            "application/x-ndjson"));
        _app.MapGet("/rows.json", () =>
            Results.Ok(new[] { new { id = 1, name = "a" }, new { id = 2, name = "b" }, new { id = 3, name = "c" } }));
        _app.MapGet("/events", Events);
        _app.MapGet("/file", () => Results.Bytes(
            [.. Enumerable.Range(0, 3000).Select(i => (byte)(i % 251))],
            "application/octet-stream",
            "report.bin",
            enableRangeProcessing: true));
    }

    private void MapUsers(string prefix)
    {
        _app.MapGet(prefix + "/users", Page);
        _app.MapPost(
            prefix + "/users",
            (JsonElement user) => user.GetProperty("name").GetString() is { Length: > 0 } name
                ? Results.Created((string?)null, new { id = 3, name })
                : Results.Problem(
                    title: "The name is empty", statusCode: 422, type: "https://api.example.com/problems/name"));
        _app.MapGet(
            prefix + "/users/{id:int}",
            (int id, HttpContext context) => id <= Names.Length ? Results.Ok(Person(id)) : Gone(id, context));
        _app.MapDelete(prefix + "/users/{id:int}", () => Results.NoContent());
    }

    // Two pages: the first one links to the second.
    private static IResult Page(HttpContext context)
    {
        if (context.Request.Query["page"] == "2")
        {
            return Results.Ok(new[] { Person(3) });
        }

        context.Response.Headers.Link = $"""<{context.Request.Path}?page=2>; rel="next" """.TrimEnd();
        return Results.Ok(new[] { Person(1), Person(2) });
    }

    // Cut off after two; the third comes on the next connection, and then no more.
    private static IResult Events(HttpRequest request) => request.Headers["Last-Event-ID"].ToString() switch
    {
        "" => Results.Text(
            "retry: 10\nid: 1\ndata: hello\n\nid: 2\nevent: news\ndata: two lines\n\n", "text/event-stream"),
        "2" => Results.Text("id: 3\ndata: after the cut\n\n", "text/event-stream"),
        _ => Results.NoContent(),
    };

    private static object Product(int id) => new { id, name = "Lamp", price = 12.5 };

    private static IResult Gone(int id, HttpContext context)
    {
        if (id == Names.Length + 1)
        {
            return Results.NotFound();
        }

        context.Abort();
        return Results.Empty;
    }

    // As a registry of container images asks.
    private static IResult Tags(HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers.WWWAuthenticate =
            $"Bearer realm=\"{request.Scheme}://{request.Host}/oauth/registry\",service=\"example\","
            + "scope=\"repository:alpine:pull\"";
        return request.Headers.Authorization == "Bearer example repository:alpine:pull" ? Results.Ok()
            : Results.Unauthorized();
    }

    private static IResult Limited(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return Results.StatusCode(429);
    }

    private static async Task<IResult> UploadAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var file = form.Files["file"]!;
        return Results.Ok(new
        {
            file = $"{file.FileName} ({file.ContentType}, {file.Length} bytes)",
            description = form["description"].ToString(),
        });
    }

    private static NoAnswer Forever(HttpContext context) => new(context.RequestAborted);

    /// <summary>Waits until the caller has gone.</summary>
    private sealed class NoAnswer(CancellationToken gone) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var end = new TaskCompletionSource();
            await using var registration = gone.Register(end.SetResult);
            await end.Task;
        }
    }
}
