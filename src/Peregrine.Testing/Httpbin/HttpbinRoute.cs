namespace Peregrine;

/// <summary>
/// A path such as <c>bytes/{n:int}</c>, the methods it takes, and what answers. <c>{*rest}</c> takes all that is left.
/// </summary>
internal sealed class HttpbinRoute(string template, Func<HttpbinCall, Task> answer, params string[] methods)
{
    private readonly string[] _segments = template.Split('/');

    /// <summary>What the endpoints take that answer every method.</summary>
    public static string[] AnyMethod { get; } = ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE"];

    /// <summary>What <c>Allow</c> says: GET unless told otherwise, HEAD beside each GET, OPTIONS always.</summary>
    public IReadOnlyList<string> Allowed { get; } = Allow(methods.Length == 0 ? ["GET"] : methods);

    public Func<HttpbinCall, Task> Answer { get; } = answer;

    /// <summary>
    /// The values of the parameters if <paramref name="path"/> (decoded, with its first slash) fits, else <see
    /// langword="null"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Match(string path)
    {
        var parts = path[1..].Split('/');
        var values = new Dictionary<string, string>();
        for (var index = 0; index < _segments.Length; index++)
        {
            if (_segments[index].StartsWith("{*", StringComparison.Ordinal)
                && index < parts.Length && parts[index].Length > 0)
            {
                values[_segments[index][2..^1]] = string.Join('/', parts[index..]);
                return values;
            }

            if (index >= parts.Length || !Fits(_segments[index], parts[index], values))
            {
                return null;
            }
        }

        return parts.Length == _segments.Length ? values : null;
    }

    private static bool Fits(string segment, string part, Dictionary<string, string> values)
    {
        if (!segment.StartsWith('{'))
        {
            return segment == part;
        }

        var name = segment[1..^1].Split(':');
        values[name[0]] = part;
        return part.Length > 0 && (name.Length == 1 || part.All(char.IsAsciiDigit));
    }

    private static string[] Allow(string[] methods) =>
        methods.Contains("GET") ? [.. methods, "HEAD", "OPTIONS"] : [.. methods, "OPTIONS"];
}
