using Peregrine;

namespace Shop;

/// <summary>The API of the warehouse. Its session brings the token.</summary>
public sealed class StockClient(HttpSession session) : ApiClient(session)
{
    /// <summary>The stock of a product; null where the warehouse knows none of this number.</summary>
    public async Task<StockLevel?> LevelAsync(int id, CancellationToken cancellationToken)
    {
        var response = await Session.GetAsync($"/stock/{id}", cancellationToken);
        return response.StatusCode == 404 ? null : response.EnsureSuccess().Json<StockLevel>();
    }
}
