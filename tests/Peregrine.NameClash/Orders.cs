using Peregrine;

namespace Shop.Orders;

using Auth = Peregrine.Auth;
using Http = Peregrine.Http;

internal static class Orders
{
    internal static Response Latest(string token) =>
        Http.Get("https://api.example.com/orders", new() { Auth = Auth.Bearer(token) });
}
