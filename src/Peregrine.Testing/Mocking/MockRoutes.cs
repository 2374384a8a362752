namespace Peregrine;

/// <summary>
/// The routes of a mock, in the order in which they were added. A change makes a new list, so that a search needs no
/// lock.
/// </summary>
internal sealed class MockRoutes
{
    private readonly Lock _gate = new();
    private volatile MockRoute[] _routes = [];

    public void Add(MockRoute route)
    {
        lock (_gate)
        {
            var at = Array.FindIndex(_routes, route.Replaces);
            _routes = at < 0 ? [.. _routes, route] : [.. _routes[..at], route, .. _routes[(at + 1)..]];
        }
    }

    /// <summary>The route of a request, and the request as it comes there.</summary>
    public (MockRoute? Route, MockRequest Request) Find(MockRequest request)
    {
        foreach (var route in _routes)
        {
            if (route.For(request) is { } fitting)
            {
                return (route, fitting);
            }
        }

        return (null, request);
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

    public void RequireUse(IReadOnlyList<MockRequest> requests)
    {
        var unused = Array.FindAll(_routes, route => !route.IsUsed);
        if (unused.Length > 0)
        {
            throw new InvalidOperationException(
                List("These routes of the MockTransport were never used:", unused) + '\n'
                + MockUse.Told(requests, unused));
        }
    }

    public InvalidOperationException NoneFits(MockRequest request) => new(
        $"No route of the MockTransport fits {request}. "
        + List(
            "Add one, or set Fallback. The routes are:", _routes, route => $"  ({route.Difference(request)})"));

    private static string List(string title, MockRoute[] routes, Func<MockRoute, string>? note = null) =>
        routes.Length == 0
            ? $"{title} none."
            : $"{title}\n{string.Join('\n', routes.Select(route => $"  {route}{note?.Invoke(route)}"))}";
}
