using Peregrine;

namespace Shop.Tests;

public sealed class RetryTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upstream_that_fails_twice_is_asked_a_third_time()
    {
        await using var app = new ShopApp();
        app.Catalogue["GET /products"] = MockResponse.Sequence(
            MockResponse.Status(503),
            MockResponse.Fails(TimeoutPhase.Read),
            MockResponse.Text("[]", "application/json"));

        var response = await app.CreateClient().GetAsync("/products", Token);

        Assert.Equal("[]", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(3, app.Catalogue.Requests.Count);
        Assert.Contains(app.Log.Lines, line => line.StartsWith("Peregrine.Catalogue: GET ", StringComparison.Ordinal)
            && line.Contains("503, and again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pause_before_the_next_try_is_that_of_the_configuration()
    {
        await using var app = new ShopApp();
        app.Settings["Upstreams:Catalogue:Retry:BackoffFactor"] = "2";
        app.Settings["Upstreams:Catalogue:Retry:Jitter"] = "None";
        app.WithoutLimits("Catalogue");
        app.Catalogue["GET /products"] = MockResponse.Sequence(
            MockResponse.Status(503), MockResponse.Text("[]", "application/json"));
        var client = app.CreateClient();
        var began = app.Time.GetUtcNow();

        var response = await app.AnswerAsync(client.GetAsync("/products", Token));

        Assert.True(response.IsSuccessStatusCode);
        Assert.True(app.Time.GetUtcNow() - began >= TimeSpan.FromSeconds(2));
    }
}
