namespace Peregrine;

/// <summary>
/// The routes of a mock, in the order in which they were added. A change makes a new list, so that a search needs no
/// lock.
/// </summary>
internal sealed class MockRoutes
{
    private static readonly Dictionary<string, string> NoCaptures = [];

    private readonly Lock _gate = new();
    private volatile MockRoute[] _routes = [];

    public void Add(MockRoute route)
    {
        lock (_gate)
        {
            var at = Array.FindIndex(_routes, old => old.Pattern == route.Pattern);
            _routes = at < 0 ? [.. _routes, route] : [.. _routes[..at], route, .. _routes[(at + 1)..]];
        }
    }

    public MockRoute? Find(HttpRequestMessage request, out IReadOnlyDictionary<string, string> captures)
    {
        foreach (var route in _routes)
        {
            var found = route.HasCaptures ? [] : NoCaptures;
            if (route.Difference(request.Method, request.RequestUri!, found) is null)
            {
                captures = found;
                return route;
            }
        }

        captures = NoCaptures;
        return null;
    }

    public void Require(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var routes = _routes;
        if (!Array.Exists(routes, route => route.Pattern == pattern))
        {
            throw new ArgumentException(
                $"There is no route '{pattern}'. {List("The routes are:", routes)}", nameof(pattern));
        }
    }

    public void RequireUse()
    {
        var unused = Array.FindAll(_routes, route => !route.IsUsed);
        if (unused.Length > 0)
        {
            throw new InvalidOperationException(List("These routes of the MockTransport were never used:", unused));
        }
    }

    public InvalidOperationException NoneFits(MockRequest request) => new(
        $"No route of the MockTransport fits {request}. "
        + List(
            "Add one, or set Fallback. The routes are:",
            _routes,
            route => $"  ({route.Difference(request.Method, request.Url, [])})"));

    private static string List(string title, MockRoute[] routes, Func<MockRoute, string>? note = null) =>
        routes.Length == 0
            ? $"{title} none."
            : $"{title}\n{string.Join('\n', routes.Select(route => $"  {route}{note?.Invoke(route)}"))}";
}
