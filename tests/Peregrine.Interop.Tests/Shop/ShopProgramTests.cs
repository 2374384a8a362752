namespace Peregrine;

/// <summary>The shop of <c>samples/shop</c> starts alone, and answers where it says to look.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class ShopProgramTests
{
    private const string Page = "samples/shop/README.md";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_built_shop_answers_where_it_says_to_look()
    {
        await using var shop = await ShopProgram.StartAsync(
            Checkout.At("samples/shop"), [Checkout.Built("Shop")],
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("StandIns__Unavailable", "0"), ("StandIns__Slow", "0"));

        await AssertAnswersAsync(shop);
    }

    [Fact]
    [Trait("run", "long")]
    public async Task The_shop_starts_as_its_page_says_and_shows_retries()
    {
        var typed = Assert.Single(DocPage.Steps(Page, Checkout.Root)).Typed.Select(line => line.Text);
        Assert.Equal(["cd samples/shop", "dotnet run"], typed);

        await using var shop = await ShopProgram.StartAsync(Checkout.At("samples/shop"), ["run"]);

        await AssertAnswersAsync(shop); // Of the seed's first draws three are faults, and a call has four tries.
        Assert.Contains(", and again in ", shop.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("known to the stand-in alone", shop.Output, StringComparison.Ordinal);
    }

    private static async Task AssertAnswersAsync(ShopProgram shop)
    {
        using var session = new HttpSession();
        List<int> statuses = [];
        foreach (var url in shop.Urls)
        {
            statuses.Add((await session.GetAsync(url, Token)).StatusCode);
        }

        Assert.Equal([200, 200, 404, 200, 200], statuses);
        var offer = (await session.GetAsync(shop.Urls[1], Token)).Json();
        Assert.Equal(("Lamp", 12.5m), ((string?)offer["name"], (decimal?)offer["price"]));
    }
}
