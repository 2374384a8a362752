namespace Peregrine;

/// <summary>Timers count whole milliseconds and may fire up to one early: a limit that is given to one is rounded up, so that it is never cut short.</summary>
internal static class Precise
{
    private const double Longest = int.MaxValue - 1;

    /// <summary>What to set a timer to, so that the limit has passed when it fires; infinite stays infinite.</summary>
    internal static TimeSpan Timer(TimeSpan limit) => limit == Timeout.InfiniteTimeSpan
        ? limit
        : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(limit.TotalMilliseconds) + 1, Longest));
}
