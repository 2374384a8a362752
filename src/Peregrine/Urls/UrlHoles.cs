using System.Buffers;

namespace Peregrine;

/// <summary>The rules for the holes of an interpolated URL: a value stays what it is, data in one place.</summary>
internal static class UrlHoles
{
    private static readonly SearchValues<char> AuthorityDelimiters = SearchValues.Create("/?#\\@% \t");

    /// <summary>The value, escaped for the place that follows the text written so far.</summary>
    /// <exception cref="InvalidUrlException">It would end the authority that it stands in.</exception>
    internal static string Escape(string before, string value)
    {
        // The path of a Unix socket is data there.
        if (!EndsInAuthority(before) || before.StartsWith(ParsedUrl.UnixStart, StringComparison.OrdinalIgnoreCase))
        {
            return UrlEscaping.Data(value);
        }

        return value.AsSpan().ContainsAny(AuthorityDelimiters) || value.Any(char.IsControl)
            ? throw new InvalidUrlException(
                $"A hole stands in the authority of the URL, after '{Redaction.Address(before)}', and holds a "
                + $"character that no host has.{Advice(before, value)}")
            : value;
    }

    // A root and a path are often joined so. The path is not taken as it stands: it may be data from outside, which
    // could climb or bring a query.
    private static string Advice(string before, string value) => value.AsSpan().IndexOfAny("/?#") == 0
        ? $" If it is a path, put the slash into the text, as in $\"{Redaction.Address(before)}/{{segment}}\", or take "
            + $"it as it stands with {{path:raw}}."
        : "";

    /// <summary>
    /// Refuses a path in which the hole makes a segment that climbs or vanishes (RFC 3986, section 3.3).
    /// </summary>
    /// <exception cref="InvalidUrlException">There is such a segment.</exception>
    internal static void RefuseDotSegments(string text, Range hole)
    {
        var end = text.AsSpan().IndexOfAny('?', '#');
        var path = text.AsSpan(0, end < 0 ? text.Length : end);
        if (hole.Start.Value <= path.Length && UrlPath.IsDotSegment(SegmentAround(path, hole)))
        {
            throw new InvalidUrlException(
                $"A hole makes a path segment of dots in '{Redaction.Address(text)}', which would leave its place.");
        }
    }

    // Backslashes and spaces are read here as the parser will read them.
    private static ReadOnlySpan<char> SegmentAround(ReadOnlySpan<char> path, Range hole)
    {
        var first = path[..hole.Start].LastIndexOfAny('/', '\\') + 1;
        var length = path[hole.End..].IndexOfAny('/', '\\');
        return path[first..(length < 0 ? path.Length : hole.End.Value + length)].Trim(' ');
    }

    private static bool EndsInAuthority(ReadOnlySpan<char> before)
    {
        var scheme = UrlReference.SchemeOf(before);
        return !scheme.IsEmpty
            && before[(scheme.Length + 1)..].StartsWith("//")
            && !before[(scheme.Length + 3)..].ContainsAny('/', '?', '#');
    }
}
