namespace Shop.StandIns;

/// <summary>Stands in for the API of the catalogue.</summary>
internal static class CatalogueStandIn
{
    private static readonly Product[] Products = [new(1, "Lamp"), new(2, "Desk"), new(3, "Chair"), new(4, "Shelf")];

    public static void MapCatalogue(this WebApplication app)
    {
        app.MapGet("/products", () => Products);
        app.MapGet("/products/{id:int}", (int id) =>
            Array.Find(Products, one => one.Id == id) is { } product ? Results.Ok(product) : Results.NotFound());
    }
}
