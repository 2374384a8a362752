using Microsoft.AspNetCore.Http.HttpResults;

namespace Shop;

/// <summary>What the shop answers. The token of each request ends its calls of the upstreams.</summary>
internal static class ProductEndpoints
{
    public static void MapProducts(this WebApplication app)
    {
        app.MapGet("/products", ListAsync);
        app.MapGet("/products/{id:int}", FindAsync);
    }

    private static Task<Product[]> ListAsync(CatalogueClient catalogue, CancellationToken cancellationToken) =>
        catalogue.ProductsAsync(cancellationToken);

    private static async Task<Results<Ok<Offer>, NotFound>> FindAsync(
        int id, CatalogueClient catalogue, StockClient stock, CancellationToken cancellationToken)
    {
        var finding = catalogue.ProductAsync(id, cancellationToken);
        var counting = stock.LevelAsync(id, cancellationToken);
        await Task.WhenAll(finding, counting);
        var (product, level) = (await finding, await counting);
        return product is null
            ? TypedResults.NotFound()
            : TypedResults.Ok(new Offer(product.Id, product.Name, level?.Price, level is { Pieces: > 0 }));
    }
}
