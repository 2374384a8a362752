namespace Peregrine;

/// <summary>Path segments: which are dots in disguise, and how they are removed (RFC 3986, section 5.2.4).</summary>
internal static class UrlPath
{
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
        var segments = path.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            var dots = DotsOf(segments[i]);
            if (dots == 2 && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (dots == 0)
            {
                kept.Add(segments[i]);
            }
            else if (i == segments.Length - 1)
            {
                kept.Add("");
            }
        }

        return "/" + string.Join('/', kept);
    }

    // 0 when the segment is not made of one or two dots.
    private static int DotsOf(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            if (segment[0] == '.')
            {
                segment = segment[1..];
            }
            else if (segment.StartsWith("%2e", StringComparison.OrdinalIgnoreCase))
            {
                segment = segment[3..];
            }
            else
            {
                return 0;
            }

            dots++;
        }

        return dots <= 2 ? dots : 0;
    }
}
