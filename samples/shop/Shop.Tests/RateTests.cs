using Peregrine;

namespace Shop.Tests;

public sealed class RateTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_waits_until_the_rate_has_room_for_it()
    {
        await using var app = Create(perSecond: "2");
        app.WithoutLimits("Catalogue");
        var client = app.CreateClient();
        await client.GetAsync("/products", Token);
        var began = app.Time.GetUtcNow();

        var response = await app.AnswerAsync(client.GetAsync("/products", Token));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(app.Time.GetUtcNow() - began >= TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task A_call_that_would_wait_too_long_is_503()
    {
        await using var app = Create(perSecond: "0.1");
        var client = app.CreateClient();
        await client.GetAsync("/products", Token);

        var response = await client.GetAsync("/products", Token); // At once: the clock stands still.

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("1", response.Headers.RetryAfter?.ToString());
        Assert.Single(app.Catalogue.Requests);
    }

    private static ShopApp Create(string perSecond)
    {
        var app = new ShopApp();
        app.Settings["Upstreams:Catalogue:RateLimit:PerSecond"] = perSecond;
        app.Settings["Upstreams:Catalogue:RateLimit:Burst"] = "1";
        app.Catalogue["GET /products"] = _ => MockResponse.Text("[]", "application/json");
        return app;
    }
}
