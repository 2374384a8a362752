using System.Globalization;

namespace Peregrine;

/// <summary>
/// The numbers and moments by which services tell what is left of a rate limit and when it starts anew. Pure.
/// </summary>
internal static class ResetText
{
    // A number from this on is a moment (2001 and later), below it a count of seconds; from the second one on, a moment
    // in milliseconds.
    private const double FirstMoment = 1_000_000_000;
    private const double FirstMomentInMilliseconds = 1_000_000_000_000;

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

    /// <summary>What is left of a limit, or null.</summary>
    internal static double? Remaining(string? field) =>
        double.TryParse(
            One(field), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>
    /// How long a field says to wait: a number of seconds, or a moment in one of its forms; else null.
    /// </summary>
    internal static TimeSpan? Wait(string? field, DateTimeOffset now)
    {
        var text = One(field);
        return text is null ? null
            : Number(text) is { } number ? Wait(number, now)
            : HttpDate.Parse(text) is { } date || TryIso(text, out date) ? Until(date, now)
            : null;
    }

    /// <summary>How long a number says to wait: seconds, or a moment; null when no date can hold it.</summary>
    internal static TimeSpan? Wait(double number, DateTimeOffset now) => number switch
    {
        >= 0 and < FirstMoment => TimeSpan.FromSeconds(number),
        >= FirstMoment and < 100 * FirstMoment => Until(DateTimeOffset.UnixEpoch.AddSeconds(number), now),
        >= FirstMomentInMilliseconds and < 100 * FirstMomentInMilliseconds =>
            Until(DateTimeOffset.UnixEpoch.AddMilliseconds(number), now),
        _ => null,
    };

    private static bool TryIso(string field, out DateTimeOffset date) => DateTimeOffset.TryParseExact(
        field, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"],
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    private static TimeSpan Until(DateTimeOffset moment, DateTimeOffset now) =>
        moment > now ? moment - now : TimeSpan.Zero;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
