using System.Buffers;

namespace Peregrine;

/// <summary>The rules for the holes of an interpolated URL: a value stays what it is, data in one place.</summary>
internal static class UrlHoles
{
    private static readonly SearchValues<char> AuthorityDelimiters = SearchValues.Create("/?#\\@% \t");

    /// <summary>The value, escaped for the place that follows the text written so far.</summary>
    internal static string Escape(string before, string value)
    {
        var authority = UrlText.AuthorityOf(before);
        if (authority is not { } range || before.AsSpan(range.End.Value).ContainsAny('/', '?', '#') || range.End.Value < before.Length)
        {
            return UrlEscaping.Data(value);
        }

        return value.AsSpan().ContainsAny(AuthorityDelimiters) || value.Any(char.IsControl)
            ? throw new InvalidUrlException($"A hole in the authority of the URL, after '{Redaction.Address(before)}', holds a character that no host has.")
            : value;
    }

    /// <summary>Refuses a path in which a hole makes a segment that climbs or vanishes (RFC 3986, section 3.3).</summary>
    /// <exception cref="InvalidUrlException">There is such a segment.</exception>
    internal static void RefuseDotSegments(string text, IReadOnlyList<Range> holes)
    {
        var end = text.AsSpan().IndexOfAny('?', '#');
        end = end < 0 ? text.Length : end;
        foreach (var hole in holes)
        {
            if (hole.Start.Value > end)
            {
                continue;
            }

            var first = text.LastIndexOf('/', Math.Max(hole.Start.Value - 1, 0)) + 1;
            var last = text.IndexOf('/', hole.End.Value);
            var segment = text[Math.Min(first, hole.Start.Value)..(last < 0 || last > end ? end : last)];
            if (UrlPath.IsDotSegment(segment))
            {
                throw new InvalidUrlException($"A hole makes the path segment '{segment}' of '{Redaction.Address(text)}', which would leave its place.");
            }
        }
    }
}
