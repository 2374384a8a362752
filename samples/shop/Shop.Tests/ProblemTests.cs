using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Peregrine;

namespace Shop.Tests;

public sealed class ProblemTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<string, int, string?> Failures => new()
    {
        { "is slow", 504, null },
        { "can't be reached", 502, null },
        { "answers with 500", 502, null },
        { "answers with no JSON", 502, null },
        { "answers with 503", 503, "1" },
        { "answers with 503 and a time", 503, "7" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_of_an_upstream_is_a_problem(string failure, int status, string? retryAfter)
    {
        await using var app = new ShopApp();
        app.Settings["Upstreams:Catalogue:Retry:Total"] = "0";
        app.Catalogue["GET /products"] = _ => failure switch
        {
            "is slow" => MockResponse.Fails(TimeoutPhase.Read),
            "can't be reached" => MockResponse.Fails(HttpRequestError.ConnectionError),
            "answers with 500" => MockResponse.Status(500),
            "answers with no JSON" => MockResponse.Text("<html>"),
            "answers with 503" => MockResponse.Status(503),
            _ => MockResponse.Status(503).With("Retry-After", "7"),
        };

        var response = await app.CreateClient().GetAsync("/products", Token);
        var problem = await response.Content.ReadFromJsonAsync<JsonNode>(Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, (int?)problem!["status"]);
        Assert.Equal(retryAfter, response.Headers.RetryAfter?.ToString());
        Assert.DoesNotContain("example.com", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_server_that_refuses_is_a_problem_too()
    {
        var refusing = new MockTransport
        {
            ["POST https://login.example.com/token"] =
                _ => MockResponse.Json(new { error = "invalid_client" }, statusCode: 401),
        };
        await using var app = new ShopApp
        {
            Change = services =>
                services.Configure<HttpSessionOptions>("Stock", options => options.Transport = refusing),
        };
        app.Catalogue["GET /products/{id}"] = _ => MockResponse.Json(new { id = 1, name = "Lamp" });

        var response = await app.CreateClient().GetAsync("/products/1", Token);

        Assert.Equal(502, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_caller_that_goes_ends_the_call_of_the_upstream()
    {
        await using var app = new ShopApp();
        var asked = new TaskCompletionSource<CancellationToken>();
        app.Catalogue.Map("GET /products", async request =>
        {
            asked.SetResult(request.CancellationToken);
            await Task.Delay(Timeout.Infinite, request.CancellationToken);
            return MockResponse.Status(500);
        });
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var call = app.CreateClient().GetAsync("/products", caller.Token);
        var upstream = await asked.Task.WaitAsync(Token);
        var ended = new TaskCompletionSource();
        await using var registration = upstream.Register(ended.SetResult);
        await caller.CancelAsync();

        await ended.Task.WaitAsync(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }
}
