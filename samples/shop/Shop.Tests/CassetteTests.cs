using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Peregrine;
using Shop.StandIns;

namespace Shop.Tests;

/// <summary>
/// What the upstreams really answered, recorded once and played. To record anew:
/// <c>dotnet run --project Shop.Tests -- -class Shop.Tests.CassetteTests -explicit only</c>
/// </summary>
public sealed class CassetteTests
{
    private const string Recording = "Cassettes/offers.har";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_shop_understands_what_the_upstreams_answered()
    {
        var file = Path.Combine(AppContext.BaseDirectory, Recording);
        await using var cassette = Cassette.Open(file, CassetteMode.Replay); // Nothing is sent.
        await using var app = Create(cassette); // Only the token comes from the mock: requests for it are not recorded.

        await AskAsync(app.CreateClient());

        Assert.Empty(app.Catalogue.Requests);
        Assert.Equal(["/token"], app.Stock.Requests.Select(request => request.Path));
    }

    [Fact]
    public void The_recording_holds_no_secret()
    {
        var file = Path.Combine(AppContext.BaseDirectory, Recording);
        var entries = HarFile.Read(file).Entries;

        Assert.Equal(6, entries.Count);
        Assert.DoesNotContain("Bearer ", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.Contains(entry.Request.Headers["Authorization"], (string?[])[null, "***"]));
    }

    [Fact(Explicit = true)]
    public async Task Record()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var standIns = builder.Build();
        var tokens = new IssuedTokens(TimeSpan.FromMinutes(2));
        standIns.MapCatalogue();
        standIns.MapStock(tokens);
        standIns.MapLogin(tokens, "shop", ShopApp.Secret);
        await standIns.StartAsync(Token);
        await using var cassette = Cassette.Open(InTheSources(), CassetteMode.Record);
        await using var app = Create(cassette, standIns.GetTestServer().CreateHandler());

        await AskAsync(app.CreateClient());
    }

    private static async Task AskAsync(HttpClient client)
    {
        Assert.Equal(
            new Offer(1, "Lamp", 12.50m, InStock: true), await client.GetFromJsonAsync<Offer>("/products/1", Token));
        Assert.Equal(
            new Offer(4, "Shelf", null, InStock: false), await client.GetFromJsonAsync<Offer>("/products/4", Token));
        Assert.Equal(404, (int)(await client.GetAsync("/products/99", Token)).StatusCode);
    }

    private static string InTheSources([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, Recording);

    private static ShopApp Create(Cassette cassette, HttpMessageHandler? upstreams = null) => new()
    {
        Change = services => services.ConfigureAll<HttpSessionOptions>(options =>
        {
            options.NetworkMiddleware.Add(cassette.Play);
            options.Transport = upstreams ?? options.Transport;
        }),
    };
}
