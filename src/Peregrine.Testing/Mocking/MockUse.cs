using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>What came to a mock and where it went, in words, for a reader who misses the use of some routes.</summary>
internal static class MockUse
{
    private const int MostShown = 20;

    public static string Told(IReadOnlyList<MockRequest> requests, MockRoute[] unused)
    {
        if (requests.Count == 0)
        {
            return "No request came.";
        }

        var text = new StringBuilder("The requests that came:");
        foreach (var request in requests.Take(MostShown))
        {
            text.Append("\n  ").Append(request)
                .Append(request.Taker is { } taker ? $" went to {taker}" : " fitted none");
            foreach (var route in unused)
            {
                Tell(text, request, route, unused.Length > 1);
            }
        }

        return requests.Count > MostShown
            ? text.Append(CultureInfo.InvariantCulture, $"\n  and {requests.Count - MostShown} more").ToString()
            : text.ToString();
    }

    // Another path, or method, needs no word: it is seen.
    private static void Tell(StringBuilder text, MockRequest request, MockRoute route, bool isNamed)
    {
        var difference = DifferenceOf(request, route);
        if (difference is not ("another origin" or "another path" or "another method"))
        {
            text.Append("\n    ").Append(isNamed ? $"{route}: " : "")
                .Append(difference ?? "it fits here too; the route that was added first answers");
        }
    }

    // A condition may never have seen this request, and what it throws must not hide the rest.
    private static string? DifferenceOf(MockRequest request, MockRoute route)
    {
        try
        {
            return route.Difference(request);
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return $"its condition throws {thrown.GetType()}";
        }
    }
}
