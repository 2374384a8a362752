using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Peregrine;

namespace Shop.Tests;

public sealed class HealthTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(204, 200, "Healthy")]
    [InlineData(503, 503, "Unhealthy")]
    public async Task It_says_which_upstream_answers(int upstream, int status, string word)
    {
        await using var app = new ShopApp();
        app.Catalogue["GET /health"] = _ => MockResponse.Status(upstream);
        app.Stock["GET /health"] = _ => MockResponse.Status(204);

        var response = await app.CreateClient().GetAsync("/health", Token);
        var health = await response.Content.ReadFromJsonAsync<JsonNode>(Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal((word, "Healthy"), ((string?)health!["Catalogue"], (string?)health["Stock"]));
        Assert.Single(app.Catalogue.Requests); // One try.
        Assert.Null(Assert.Single(app.Stock.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task An_upstream_that_does_not_answer_is_given_up_after_two_seconds()
    {
        await using var app = new ShopApp();
        app.Settings["Upstreams:Catalogue:Timeout:Read"] = "30";
        app.Catalogue["GET /health"] = _ => MockResponse.Status(204).After(TimeSpan.FromHours(1));
        app.Stock["GET /health"] = _ => MockResponse.Status(204);
        var client = app.CreateClient();
        var began = app.Time.GetUtcNow();

        var response = await app.AnswerAsync(client.GetAsync("/health", Token));

        Assert.Equal(503, (int)response.StatusCode);
        Assert.True(app.Time.GetUtcNow() - began >= TimeSpan.FromSeconds(2));
        Assert.Equal(200, (int)(await client.GetAsync("/alive", Token)).StatusCode);
    }
}
