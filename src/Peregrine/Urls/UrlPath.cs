namespace Peregrine;

/// <summary>
/// Paths: how one is written, which segments are dots in disguise, and how those are removed (RFC 3986, section 5.2.4).
/// </summary>
internal static class UrlPath
{
    /// <summary>An absolute path as it is sent: a backslash is a slash, and no segment is dots.</summary>
    internal static string Written(string path) =>
        path.Length == 0 ? "/" : RemoveDotSegments(UrlEscaping.Path(path.Replace('\\', '/')));

    /// <summary>Whether a segment is <c>.</c> or <c>..</c>, its dots escaped or not.</summary>
    internal static bool IsDotSegment(ReadOnlySpan<char> segment) => DotsOf(segment) > 0;

    /// <summary>An absolute path without dot segments; it never climbs above its root.</summary>
    internal static string RemoveDotSegments(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal) && !path.Contains("/%2", StringComparison.Ordinal))
        {
            return path;
        }

        var kept = new List<string>();
        var isDots = false;
        foreach (var segment in path.Split('/').Skip(1))
        {
            var dots = DotsOf(segment);
            isDots = dots > 0;
            if (dots == 0)
            {
                kept.Add(segment);
            }
            else if (dots == 2 && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return $"/{string.Join('/', kept)}{(isDots && kept.Count > 0 ? "/" : "")}";
    }

    // One or two, or 0 when the segment is something else.
    private static int DotsOf(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty && dots <= 2)
        {
            var length = segment[0] == '.' ? 1 : segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase) ? 3 : 0;
            if (length == 0)
            {
                return 0;
            }

            segment = segment[length..];
            dots++;
        }

        return dots <= 2 ? dots : 0;
    }
}
