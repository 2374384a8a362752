using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Peregrine;

/// <summary>
/// The interface of <c>tickets.yaml</c>, and some addresses that misbehave. It keeps the first line of what it is
/// asked.
/// </summary>
internal sealed class TicketApi : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(
        [new("1", new("1", "No hot water", "open")), new("2", new("2", "Lamp is broken", "closed"))]);
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private AppServer? _server;
    private int _failures;

    internal string Root => _server!.Root;

    /// <summary>How many requests are answered with 503 before one is not.</summary>
    internal int Failures { get => _failures; set => _failures = value; }

    internal ConcurrentQueue<string> Asked { get; } = new();

    internal static async Task<TicketApi> StartAsync()
    {
        var api = new TicketApi();
        api._server = await AppServer.StartAsync(api.Map);
        return api;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private void Map(WebApplication application)
    {
        application.Use(KeepAsync);
        var api = (IEndpointRouteBuilder)application;
        api.MapGet("/tickets", List);
        api.MapPost("/tickets", CreateAsync);
        api.MapGet("/tickets/{id}", Get);
        api.MapDelete("/tickets/{id}", (string id) => _tickets.TryRemove(id, out _) ? Results.NoContent() : Missing());
        api.MapPut("/tickets/{id}/attachment", AttachAsync);
        api.MapGet("/tickets/{id}/attachment", (string id) => Results.Bytes(_files[id]));
        api.MapGet("/moved", () => Results.Redirect("/tickets/1"));
        api.MapGet("/loop", (int? number) => Results.Redirect($"/loop?number={(number ?? 0) + 1}"));
        api.MapGet("/slow", async (HttpContext context) =>
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted));
        api.MapGet("/login", (HttpContext context) => context.Response.Cookies.Append("sid", "1"));
        api.MapGet("/sid", (HttpRequest request) => request.Cookies["sid"] ?? "none");
        api.MapPost("/form", (HttpRequest request) => $"{request.Form["name"]}, {request.Form["city"]}");
        api.MapGet("/tenant", (HttpRequest request) =>
            $"{request.Headers["X-Tenant"]} {request.Headers.Authorization}");
        api.MapGet("/asked", (HttpRequest request) =>
            $"{request.Headers.Accept}|{request.Headers.UserAgent}|{request.Headers.AcceptEncoding}");
        api.MapGet("/to-tenant", () => Results.Redirect("/tenant"));
        api.MapGet("/lines", () => "first\nsecond\n");
        api.MapGet("/broken", () => Results.Text("{", "application/json"));
    }

    private Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        Asked.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private IResult List(HttpRequest request)
    {
        var status = (string?)request.Query["status"];
        return Results.Json(
            _tickets.Values.Where(one => status is null || one.Status == status).OrderBy(one => one.Id));
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var asked = (await request.ReadFromJsonAsync<Ticket>(request.HttpContext.RequestAborted))!;
        var id = (_tickets.Count + 1).ToString(CultureInfo.InvariantCulture);
        return Results.Json(_tickets[id] = asked with { Id = id }, statusCode: 201);
    }

    private IResult Get(string id) => _tickets.TryGetValue(id, out var found) ? Results.Json(found) : Missing();

    private async Task<IResult> AttachAsync(string id, HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        using var bytes = new MemoryStream();
        await form.Files[0].CopyToAsync(bytes, request.HttpContext.RequestAborted);
        _files[id] = bytes.ToArray();
        return Results.Text(form.Files[0].FileName);
    }

    private static IResult Missing() => Results.Problem("There is no such ticket.", statusCode: 404, title: "Missing");
}
