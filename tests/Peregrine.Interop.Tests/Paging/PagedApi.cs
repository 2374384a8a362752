using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>
/// APIs with pages as OData and JSON:API describe them, and some that lead astray; over HTTP/1.1 and over HTTP/2 in
/// clear. It remembers what it was asked.
/// </summary>
internal sealed class PagedApi : IAsyncDisposable
{
    private static readonly string[] Names = ["Ann", "Bo", "Cy", "Di", "Ed"];
    private readonly WebApplication _app;
    private readonly List<string> _asked = [];
    private readonly List<IHeaderDictionary> _headers = [];

    private PagedApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http1);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.Use(Remember);
        _app.MapGet("/odata/People", People);
        _app.MapGet("/odata/{**rest}", () => Results.NotFound());
        _app.MapGet("/articles", Articles);
        _app.MapGet("/escaped", Escaped);
        _app.MapGet("/loop", () => Results.Json(new { next = "/loop?a=1", items = new[] { 1 } }));
        _app.MapGet("/fails", (int? page) => page is null
            ? Results.Json(new { next = "?page=2", items = new[] { 1 } })
            : Results.StatusCode(500));
        _app.MapGet("/to", (string url) => Results.Json(new { next = url, items = new[] { 1 } }));
        _app.MapGet("/last", () => Results.Json(new { items = new[] { 2 } }));
        _app.MapGet("/stalls", StallsAsync);
    }

    /// <summary>The targets that were asked for, as they came over the wire.</summary>
    internal IReadOnlyList<string> Asked => _asked;

    /// <summary>The fields of each request.</summary>
    internal IReadOnlyList<IHeaderDictionary> Headers => _headers;

    /// <summary>Ends when a request has come that is never answered.</summary>
    internal TaskCompletionSource Stalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string[] Roots { get; set; } = [];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal static async Task<PagedApi> StartAsync()
    {
        var api = new PagedApi();
        await api._app.StartAsync(TestContext.Current.CancellationToken);
        var server = api._app.Services.GetRequiredService<IServer>();
        api.Roots = [.. server.Features.Get<IServerAddressesFeature>()!.Addresses];
        return api;
    }

    /// <summary>Where it speaks a version of HTTP, without a slash at the end.</summary>
    internal string Root(Version version) => Roots[version.Major - 1];

    private Task Remember(HttpContext context, RequestDelegate next)
    {
        lock (_asked)
        {
            _asked.Add(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
            _headers.Add(new HeaderDictionary(
                context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)));
        }

        return next(context);
    }

    // OData 4.01, protocol 11.2.6.7: the next link is absolute or relative, and opaque.
    private static IResult People(HttpRequest request)
    {
        var size = Number(request, "$top", 2);
        var after = request.Query["$skiptoken"].ToString().Trim('\'');
        var rest = Names.Where(name => string.CompareOrdinal(name, after) > 0).ToList();
        var page = new Dictionary<string, object>
        {
            ["@odata.context"] = $"{request.Scheme}://{request.Host}/odata/$metadata#People",
            ["value"] = rest.Take(size).Select(name => new { UserName = name }),
        };
        if (rest.Count > size)
        {
            page["@odata.nextLink"] =
                $"{request.Scheme}://{request.Host}/odata/People?$top={size}&$skiptoken=%27{rest[size - 1]}%27";
        }

        return Results.Json(page);
    }

    // JSON:API 1.1: links to pages stand in a member of the document; null where there is none.
    private static IResult Articles(HttpRequest request)
    {
        var number = Number(request, "page[number]", 1);
        return Results.Json(
            new
            {
                links = new { next = number < 3 ? $"/articles?page%5Bnumber%5D={number + 1}" : null },
                data = Names.Skip((number - 1) * 2).Take(2).Select(name => new
                {
                    type = "articles",
                    id = name,
                    attributes = new { title = name },
                }),
            },
            contentType: "application/vnd.api+json");
    }

    private static int Number(HttpRequest request, string name, int otherwise) =>
        int.TryParse(request.Query[name], CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static IResult Escaped(HttpRequest request) => request.QueryString.HasValue
        ? Results.Json(new { items = new[] { 2 } })
        : Results.Json(new { next = "/escaped?q=%7e%2F%2f+%zz&r=(x)|~", items = new[] { 1 } });

    private async Task StallsAsync(HttpContext context)
    {
        if (!context.Request.QueryString.HasValue)
        {
            await context.Response.WriteAsJsonAsync(new { next = "/stalls?page=2", items = new[] { 1 } });
            return;
        }

        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        Stalled.SetResult();
        await gone.Task;
    }
}
