using Peregrine;

namespace Contoso.Peregrine;

internal static class Falcons
{
    internal static Response All() => Http.Get("https://api.example.com/falcons");

    internal static global::Peregrine.Request First() =>
        new(HttpMethod.Get, new Uri("https://api.example.com/falcons/1"));

#if WITHOUT_CURE
    internal static void Print() => Console.WriteLine(Peregrine.Http.Get("https://api.example.com/falcons")); // CS0234
#endif
}
