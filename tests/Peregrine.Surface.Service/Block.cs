using Microsoft.Extensions.Caching.Distributed;
using Peregrine;
using Polly;

namespace Surface;

/// <summary>The lines of the block, with each … filled in.</summary>
internal static class Block
{
    internal static async Task RunAsync(Httpbin bin)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var url = bin.Url.ToString();
        builder.Configuration["Shop:BaseUrl"] = url;
        builder.Configuration["Shop:Headers:X-Shop"] = "configured";
        builder.Services.AddDistributedMemoryCache();

        builder.Services.AddHttpSession("github", options => { options.BaseUrl = url; options.Retry = 3; });
        builder.Services.AddHttpSession("shop", builder.Configuration.GetSection("Shop"));
        builder.Services.AddHttpSession("shop", (services, options) => options.Headers["X-Code"] = "coded")
            .AddApiClient<ShopClient>();
        builder.Services.AddHttpSession("shop").AddApiClient<IShop, ShopClient>();
        builder.Services.AddHttpClient("legacy").UseHttpSession("github");
        builder.Services.AddHttpSession("x", options => options.BaseUrl = url).UseHttpMessageHandlers("named client");
        builder.Services.AddHttpSession("x").AddResilience(pipeline => pipeline.AddTimeout(TimeSpan.FromSeconds(20)));
        builder.Services.AddHttpSession("x")
            .AddResilience(pipeline => pipeline.AddRetry(new()), ResilienceScope.Call);
        builder.Services.AddHttpSession("tokens", (services, options) => options.Auth = Auth.OAuth2(
            new ClientCredentialsGrant
            {
                TokenEndpoint = $"{url}token",
                ClientId = "id",
                ClientSecret = "secret",
                Store = new DistributedTokenStore(
                    services.GetRequiredService<IDistributedCache>(), "tokens:shop"),
            }));

        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", ([FromKeyedServices("github")] HttpSession session) => session.Get("/get").StatusCode);
        app.MapGet("/shop", (ShopClient shop) => shop.HeaderAsync("X-Shop"));
        app.MapGet("/code", (IShop shop) => shop.HeaderAsync("X-Code"));
        app.MapGet("/legacy", async (IHttpClientFactory clients) =>
            (int)(await clients.CreateClient("legacy").GetAsync(new Uri("get", UriKind.Relative))).StatusCode);
        app.MapGet("/x", ([FromKeyedServices("x")] HttpSession session) => session.Get("/get").StatusCode);
        await app.StartAsync();

        foreach (var (path, answer) in new[]
        {
            ("/", "200"), ("/shop", "configured"), ("/code", "coded"), ("/legacy", "200"), ("/x", "200"),
        })
        {
            Check.Equal(answer, Http.Get(app.Urls.First() + path).Text, path);
        }

        Check.That(app.Services.GetRequiredKeyedService<HttpSession>("tokens") is not null, "a session with a store");
        await app.StopAsync();
    }
}
