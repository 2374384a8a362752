namespace Shop.StandIns;

/// <summary>Stands in for the API of the warehouse, which wants a token.</summary>
internal static class StockStandIn
{
    private static readonly Dictionary<int, StockLevel> Levels = new()
    {
        [1] = new(12, 12.50m),
        [2] = new(3, 240m),
        [3] = new(0, 89.90m),
    };

    public static void MapStock(this WebApplication app, IssuedTokens tokens) =>
        app.MapGet("/stock/{id:int}", (int id, HttpRequest request) =>
            !tokens.Accepts(request.Headers.Authorization) ? Results.Unauthorized()
            : Levels.TryGetValue(id, out var level) ? Results.Ok(level)
            : Results.NotFound());
}
