using Peregrine;
using WebLink = Peregrine.Link;

namespace Site;

internal static class Pages
{
    internal static WebLink? Next(Response response) =>
        response.Links.TryGetValue("next", out WebLink? next) ? next : null;

    internal static Peregrine.Link First(Response response) => response.Links["first"];

#if WITHOUT_CURE
    internal static void Print(Response response)
    {
        Link next = response.Links["next"]; // CS0029
        Console.WriteLine(next);
    }
#endif
}
