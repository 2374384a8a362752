using Peregrine;

namespace Shop;

/// <summary>The API of the catalogue.</summary>
public sealed class CatalogueClient(HttpSession session) : ApiClient(session)
{
    public Task<Product[]> ProductsAsync(CancellationToken cancellationToken) =>
        Session.GetAsync<Product[]>("/products", cancellationToken);

    /// <summary>A product; null where the catalogue has none of this number.</summary>
    public async Task<Product?> ProductAsync(int id, CancellationToken cancellationToken)
    {
        var response = await Session.GetAsync($"/products/{id}", cancellationToken);
        return response.StatusCode == 404 ? null : response.EnsureSuccess().Json<Product>();
    }
}
