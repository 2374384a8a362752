using Peregrine;

namespace Shop.Tests;

public sealed class BreakerTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_circuit_that_is_open_is_503_and_sends_nothing_until_its_time_is_over()
    {
        await using var app = new ShopApp();
        app.Settings["Upstreams:Catalogue:Retry:Total"] = "0";
        app.Settings["Breaker:MinimumThroughput"] = "2";
        app.Settings["Breaker:BreakDuration"] = "00:00:05";
        app.Catalogue["GET /products"] = MockResponse.Sequence(
            MockResponse.Status(500), MockResponse.Status(500), MockResponse.Text("[]", "application/json"));
        var client = app.CreateClient();

        Assert.Equal(502, (int)(await client.GetAsync("/products", Token)).StatusCode);
        Assert.Equal(502, (int)(await client.GetAsync("/products", Token)).StatusCode);
        var refused = await client.GetAsync("/products", Token);

        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Equal("5", refused.Headers.RetryAfter?.ToString());
        Assert.Equal(2, app.Catalogue.Requests.Count);

        app.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(200, (int)(await client.GetAsync("/products", Token)).StatusCode);
    }
}
