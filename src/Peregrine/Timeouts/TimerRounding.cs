namespace Peregrine;

/// <summary>
/// The system's timers count whole milliseconds and may fire up to one early: a limit that is given to one is rounded
/// up, so that it is never cut short. A clock of the caller's own is exact.
/// </summary>
internal static class TimerRounding
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue - 1);

    /// <summary>What to set a timer to, so that the limit has passed when it fires; infinite stays infinite.</summary>
    internal static TimeSpan Timer(TimeSpan limit, TimeProvider time)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return limit;
        }

        if (limit >= Longest)
        {
            return Longest; // Rounded up, the longest of all would be too long for its type.
        }

        var set = ReferenceEquals(time, TimeProvider.System)
            ? TimeSpan.FromMilliseconds(Math.Ceiling(limit.TotalMilliseconds) + 1)
            : limit;
        return set < Longest ? set : Longest;
    }

    /// <summary>
    /// What to set a delay to for a pause, whose rest is looked at when it is over: whole milliseconds on any clock,
    /// because <see cref="Task.Delay(TimeSpan, TimeProvider)"/> cuts a part of one off. A rest of less than one would
    /// be no delay, and be asked for without end on a clock that stands still.
    /// </summary>
    internal static TimeSpan Pause(TimeSpan left) =>
        left >= Longest ? Longest : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
}
