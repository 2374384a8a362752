using System.Globalization;

namespace Peregrine;

/// <summary>
/// When a server's rate limit starts anew: <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers, in its present form
/// and that of its seventh version), <c>RateLimit-Reset</c> of earlier versions, and the fields that services send of
/// their own. Pure.
/// </summary>
internal static class RateLimitReset
{
    // A number above this is a moment (2001 and later), below it a count of seconds; above the second one, of
    // milliseconds.
    private const double FirstMoment = 1_000_000_000;
    private const double FirstMomentInMilliseconds = 1_000_000_000_000;
    private static readonly string[] Names =
    [
        "RateLimit-Reset", "X-RateLimit-Reset", "X-Rate-Limit-Reset", "X-RateLimit-Reset-After",
    ];

    /// <summary>The wait, never negative, or null.</summary>
    internal static TimeSpan? Parse(Headers headers, DateTimeOffset now)
    {
        if (OfPolicies(headers["RateLimit"]) is { } wait)
        {
            return wait;
        }

        foreach (var name in Names)
        {
            if (Wait(One(headers[name]), now) is { } own)
            {
                return own;
            }
        }

        return null;
    }

    /// <summary>
    /// The value of a field whose number may stand twice: alike, it counts once (proxies double it); unlike, it says
    /// nothing. A date has a comma of its own.
    /// </summary>
    internal static string? One(string? field)
    {
        if (field is null || !field.All(static c => char.IsAsciiDigit(c) || c is ',' or ' ' or '.'))
        {
            return field?.Trim();
        }

        var each = field.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(each, one => one == each[0]) ? each[0] : null;
    }

    // "default";r=0;t=30, and limit=1, remaining=0, reset=3: the limit that starts anew last is the one to wait for.
    private static TimeSpan? OfPolicies(string? field)
    {
        double? longest = null;
        foreach (var part in field?.Split(';', ',') ?? [])
        {
            var text = part.Trim();
            var start = text.StartsWith("t=", StringComparison.Ordinal) ? 2
                : text.StartsWith("reset=", StringComparison.Ordinal) ? 6
                : 0;
            if (start > 0 && Number(text[start..]) is { } seconds)
            {
                longest = longest > seconds ? longest : seconds;
            }
        }

        return longest is { } wait ? TimeSpan.FromSeconds(Math.Min(wait, FirstMoment)) : null;
    }

    private static TimeSpan? Wait(string? field, DateTimeOffset now)
    {
        if (field is null)
        {
            return null;
        }

        if (Number(field) is not { } number)
        {
            return HttpDate.Parse(field) is { } date || TryIso(field, out date) ? Until(date, now) : null;
        }

        return number < FirstMoment ? TimeSpan.FromSeconds(number)
            : Until(
                DateTimeOffset.UnixEpoch.AddSeconds(number < FirstMomentInMilliseconds ? number : number / 1000), now);
    }

    private static bool TryIso(string field, out DateTimeOffset date) => DateTimeOffset.TryParseExact(
        field, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"],
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    private static TimeSpan Until(DateTimeOffset moment, DateTimeOffset now) =>
        moment > now ? moment - now : TimeSpan.Zero;

    // What no date can hold says nothing.
    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number is (>= 0 and < 100 * FirstMoment)
            or (>= FirstMomentInMilliseconds and < 100 * FirstMomentInMilliseconds)
            ? number
            : null;
}
