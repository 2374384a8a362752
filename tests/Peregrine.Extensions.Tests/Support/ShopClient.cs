namespace Peregrine;

/// <summary>A client class as users write it.</summary>
public sealed class ShopClient(HttpSession session) : ApiClient(session), IShop
{
    public string Host => Session.Build(HttpMethod.Get, "/").Url.Host;

    public Task<Response> GetAsync(string path, CancellationToken cancellationToken) =>
        Session.GetAsync(path, cancellationToken);
}
