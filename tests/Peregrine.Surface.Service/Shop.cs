using Peregrine;

namespace Surface;

internal interface IShop
{
    Task<string> HeaderAsync(string name);
}

internal sealed class ShopClient(HttpSession session) : ApiClient(session), IShop
{
    public async Task<string> HeaderAsync(string name) =>
        (string)(await Session.GetAsync("/headers")).Json()["headers"]![name]!;
}
