using System.Net;
using System.Net.Http.Json;
using Peregrine;

namespace Shop.Tests;

public sealed class OfferTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_offer_is_made_of_both_upstreams()
    {
        await using var app = new ShopApp();
        app.Catalogue["GET /products/7"] = _ => MockResponse.Json(new { id = 7, name = "Lamp" });

        var offer = await app.CreateClient().GetFromJsonAsync<Offer>("/products/7", Token);

        Assert.Equal(new Offer(7, "Lamp", 12.5m, InStock: true), offer);
        Assert.Equal("application/json", Assert.Single(app.Catalogue.Requests).Headers["Accept"]);
    }

    [Fact]
    public async Task A_product_that_the_catalogue_does_not_have_is_404()
    {
        await using var app = new ShopApp();
        app.Catalogue["GET /products/{id}"] = _ => MockResponse.Status(404);

        var response = await app.CreateClient().GetAsync("/products/7", Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_list_is_that_of_the_catalogue()
    {
        await using var app = new ShopApp();
        app.Catalogue["GET /products"] = _ => MockResponse.Json(new[] { new { id = 1, name = "Lamp" } });

        var products = await app.CreateClient().GetFromJsonAsync<Product[]>("/products", Token);

        Assert.Equal([new Product(1, "Lamp")], products!);
    }
}
