namespace Peregrine.Service;

internal sealed class ShopClient(HttpSession session) : ApiClient(session)
{
    public Task<Product> ProductAsync(int id, CancellationToken cancellationToken) =>
        Session.GetAsync<Product>($"/products/{id}", cancellationToken);
}
