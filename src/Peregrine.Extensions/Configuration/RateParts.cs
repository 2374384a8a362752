using System.Globalization;

namespace Peregrine;

/// <summary>A rate as configuration says it: the limit itself has to be made whole.</summary>
internal sealed record RateParts
{
    internal double? Permits { get; init; }

    internal TimeSpan? Per { get; init; }

    internal int? Burst { get; init; }

    internal RateLimitScope? Scope { get; init; }

    internal TimeSpan? MaxPause { get; init; }

    private bool IsNone { get; init; }

    /// <exception cref="FormatException">It is no rate.</exception>
    internal static RateParts Parse(string text)
    {
        if (ConfiguredText.IsNone(text))
        {
            return new RateParts { IsNone = true };
        }

        var parts = text.Split('/', 2, StringSplitOptions.TrimEntries);
        TimeSpan? per = parts[^1] switch
        {
            "s" => TimeSpan.FromSeconds(1),
            "m" or "min" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => null,
        };
        return parts.Length == 2 && per is not null && double.TryParse(
            parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var permits)
                ? new RateParts { Permits = permits, Per = per }
                : throw new FormatException("as a text it is a rate such as 10/s, 600/m or 1000/h, or None.");
    }

    internal RateParts Of(double permits, TimeSpan per) => this with { Permits = permits, Per = per, IsNone = false };

    /// <exception cref="FormatException">The rate itself is missing.</exception>
    /// <exception cref="ArgumentException">The rate can't be used.</exception>
    internal RateLimit ToLimit()
    {
        if (IsNone)
        {
            return RateLimit.None;
        }

        var limit = this is { Permits: { } permits, Per: { } per }
            ? new RateLimit(permits, per)
            : throw new FormatException("PerSecond, PerMinute, or Permits with Per, is missing.");
        return limit with
        {
            Burst = Burst ?? limit.Burst,
            Scope = Scope ?? limit.Scope,
            MaxPause = MaxPause ?? limit.MaxPause,
        };
    }
}
