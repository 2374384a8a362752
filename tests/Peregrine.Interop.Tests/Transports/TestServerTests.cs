using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Peregrine;

/// <summary>
/// An application of ASP.NET Core in memory as the transport of a session: what a service's own tests do.
/// </summary>
public sealed class TestServerTests
{
    [Fact]
    public async Task A_session_speaks_to_an_application_in_memory_blocking_or_not()
    {
        await using var application = await StartAsync();
        using var handler = application.GetTestServer().CreateHandler();
        using var session = new HttpSession(new() { BaseUrl = "http://app.example", Transport = handler });

        var item = await session.PostAsync<Item>("/items?x=1", new() { Json = new Item("a b", 1) });
        var again = session.Post<Item>("/items", new() { Json = item });

        Assert.Equal(new Item("a b", 3), again);
    }

    [Fact]
    public async Task Cookies_redirects_and_retries_are_the_sessions()
    {
        await using var application = await StartAsync();
        using var handler = application.GetTestServer().CreateHandler();
        using var session = new HttpSession(new()
        {
            BaseUrl = "http://app.example",
            Transport = handler,
            Retry = new RetryPolicy(2) { BackoffFactor = 0 },
        });

        var response = await session.GetAsync("/login");

        Assert.Equal("dark", response.Text);
        Assert.Equal([302], response.History.Select(one => one.StatusCode));
        Assert.Equal([503, 200], session.Get("/shy").Attempts.Select(one => one.StatusCode ?? 0));
    }

    [Fact]
    public async Task A_form_with_a_file_arrives_and_a_status_is_an_error_by_meaning()
    {
        await using var application = await StartAsync();
        using var handler = application.GetTestServer().CreateHandler();
        using var session = new HttpSession(new() { BaseUrl = "http://app.example", Transport = handler });

        var sum = await session.PostAsync<int>(
            "/upload", new() { Files = { ["f"] = Upload.Text("12345", "a.txt") }, Form = { ["n"] = 7 } });

        Assert.Equal(12, sum);
        Assert.Equal(404, Assert.Throws<StatusException>(() => session.Get<Item>("/nowhere")).StatusCode);
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        var application = builder.Build();
        var shy = 0;
        application.MapPost("/items", (Item item) => Results.Json(item with { Size = item.Size + 1 }));
        application.MapGet("/login", (HttpContext context) =>
        {
            context.Response.Cookies.Append("theme", "dark");
            return Results.Redirect("/theme");
        });
        application.MapGet("/theme", (HttpContext context) => context.Request.Cookies["theme"]);
        application.MapGet("/shy", () => Interlocked.Increment(ref shy) == 1 ? Results.StatusCode(503) : Results.Ok());
        application.MapPost("/upload", (HttpContext context) => context.Request.Form.Files[0].Length + int.Parse(
            context.Request.Form["n"]!, System.Globalization.CultureInfo.InvariantCulture));
        await application.StartAsync();
        return application;
    }

    private sealed record Item(string Name, int Size);
}
