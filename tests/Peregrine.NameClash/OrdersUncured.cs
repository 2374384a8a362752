#if WITHOUT_CURE
using Peregrine;

namespace Shop.Uncured;

internal static class Orders
{
    internal static void Latest(string token)
    {
        Http.Get("https://api.example.com/orders"); // CS0234
        Console.WriteLine(Auth.Bearer(token)); // CS0234
    }
}
#endif
