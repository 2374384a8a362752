using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Peregrine;

namespace Shop.Tests;

public sealed class TokenTests
{
    private const string TokenRoute = "POST https://login.example.com/token";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_token_serves_all_calls_until_it_ends()
    {
        await using var app = Create();
        var client = app.CreateClient();

        await client.GetAsync("/products/1", Token);
        await client.GetAsync("/products/2", Token);

        Assert.Single(app.Stock.RequestsTo(TokenRoute));
        Assert.All(app.Stock.RequestsTo("GET /stock/{id}"), request =>
            Assert.Equal($"Bearer {ShopApp.AccessToken}", request.Headers["Authorization"]));

        app.Time.Advance(TimeSpan.FromHours(1));
        await client.GetAsync("/products/1", Token);

        Assert.Equal(2, app.Stock.RequestsTo(TokenRoute).Count);
    }

    [Fact]
    public async Task A_second_machine_takes_the_token_from_the_cache()
    {
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        await using var first = Create(cache);
        await using var second = Create(cache);

        await first.CreateClient().GetAsync("/products/1", Token);
        await second.CreateClient().GetAsync("/products/1", Token);

        Assert.Single(first.Stock.RequestsTo(TokenRoute));
        Assert.Empty(second.Stock.RequestsTo(TokenRoute));
        Assert.Single(second.Stock.RequestsTo("GET /stock/{id}"));
    }

    [Fact]
    public async Task A_token_that_the_stock_refuses_is_asked_for_anew()
    {
        var refusing = new MockTransport
        {
            [TokenRoute] = MockResponse.Sequence(Issued("revoked"), Issued("good")),
            ["GET /stock/{id}", request => request.Headers["Authorization"] == "Bearer revoked"] =
                _ => MockResponse.Status(401).With("WWW-Authenticate", "Bearer error=\"invalid_token\""),
            ["GET /stock/{id}"] = _ => MockResponse.Json(new { pieces = 1, price = 1 }),
        };
        await using var app = Create(stock: refusing);

        var response = await app.CreateClient().GetAsync("/products/1", Token);

        Assert.Equal(200, (int)response.StatusCode);
        refusing.AssertEveryRouteWasUsed();
    }

    [Fact]
    public async Task No_secret_is_in_the_log()
    {
        await using var app = Create();
        app.Settings["Logging:LogLevel:Default"] = "Trace";

        await app.CreateClient().GetAsync("/products/1", Token);

        Assert.Single(app.Stock.RequestsTo(TokenRoute));
        Assert.Contains(app.Log.Lines, line => line.StartsWith("Peregrine.Stock: ", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Lines, line =>
            line.Contains(ShopApp.Secret, StringComparison.Ordinal)
            || line.Contains(ShopApp.AccessToken, StringComparison.Ordinal));
    }

    private static MockResponse Issued(string token) =>
        MockResponse.Json(new { access_token = token, token_type = "Bearer", expires_in = 3600 });

    private static ShopApp Create(IDistributedCache? cache = null, MockTransport? stock = null)
    {
        var app = new ShopApp
        {
            Change = services =>
            {
                if (cache is not null)
                {
                    services.AddSingleton(cache);
                }

                services.Configure<HttpSessionOptions>(
                    "Stock", options => options.Transport = stock ?? options.Transport);
            },
        };
        app.Catalogue["GET /products/{id}"] = _ => MockResponse.Json(new { id = 1, name = "Lamp" });
        return app;
    }
}
