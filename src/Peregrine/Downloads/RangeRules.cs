using System.Globalization;

namespace Peregrine;

/// <summary>Whether and how a part of a file can be asked for (RFC 9110, sections 13.1.5 and 14). Pure.</summary>
internal static class RangeRules
{
    /// <summary>What says that the file is still the same, octet for octet; null when nothing does.</summary>
    internal static string? Validator(Headers headers)
    {
        if (headers["ETag"] is { } tag)
        {
            return tag.StartsWith('"') ? tag : null; // A weak one says less.
        }

        // A date is strong when it is older than the answer (RFC 9110, section 8.8.2.2).
        return headers["Last-Modified"] is { } modified && HttpDate.Parse(modified) is { } changed && HttpDate.Parse(headers[HeaderNames.Date]) is { } now
            && now - changed >= TimeSpan.FromSeconds(1)
                ? modified
                : null;
    }

    /// <summary>The request for what lies between two places; all from the first where the last is not known.</summary>
    internal static Request Between(Request request, long start, long? end, string validator) => request with
    {
        Headers = request.Headers.With("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={start}-{end - 1}")).With("If-Range", validator),
    };

    /// <summary>Where the part of a 206 begins and ends, and how long the whole is, where that is told.</summary>
    internal static (long Start, long End, long? Total)? Parse(string? contentRange)
    {
        if (contentRange is null || !contentRange.StartsWith("bytes ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var dash = contentRange.IndexOf('-', StringComparison.Ordinal);
        var slash = contentRange.IndexOf('/', StringComparison.Ordinal);
        if (dash < 6 || slash < dash || Number(contentRange[6..dash]) is not { } start || Number(contentRange[(dash + 1)..slash]) is not { } last || last < start)
        {
            return null;
        }

        var whole = contentRange[(slash + 1)..];
        return whole == "*" ? (start, last + 1, null) : Number(whole) is { } total && total > last ? (start, last + 1, total) : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue ? number : null;
}
