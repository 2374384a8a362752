namespace Peregrine;

/// <summary>
/// A limit in ticks, as a bucket counts (the generic cell rate algorithm, ITU-T I.371, as a virtual schedule). Pure.
/// </summary>
/// <param name="Interval">From one permit to the next; rounded up, so that there are never too many.</param>
/// <param name="Spread">How far ahead of the even schedule a send may be: one interval for each further permit of the
/// bucket.</param>
/// <param name="Slack">Up to how late a send that waited still counts as sent when it was due. Timers are late, and
/// without this each wait would lose what its timer was late by.</param>
internal readonly record struct RatePace(long Interval, long Spread, long Slack)
{
    private const long LongestSpread = long.MaxValue / 4;

    internal static RatePace FromLimit(RateLimit limit)
    {
        var interval = (long)Math.Ceiling(limit.Per.Ticks / limit.Permits);
        var spread = (long)Math.Min((double)interval * (limit.Burst - 1), LongestSpread);
        return new RatePace(
            interval, spread,
            Math.Min(SlackOf(limit, interval, TimeSpan.FromSeconds(1)), SlackOf(limit, interval, limit.Per)));
    }

    // A window sees at most 1 + (window + spread + slack) / interval sends, rounded down: the longest slack with which
    // that is no more than the permits of the window plus the burst.
    private static long SlackOf(RateLimit limit, long interval, TimeSpan window)
    {
        var permits = Math.Floor(limit.Permits * (window / limit.Per));
        return (long)Math.Clamp(((permits + 1) * interval) - window.Ticks - 1, 0, interval - 1);
    }
}
