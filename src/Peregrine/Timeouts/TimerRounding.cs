namespace Peregrine;

/// <summary>
/// Timers count whole milliseconds, and those of the system may fire up to one early: a limit that is given to one is
/// rounded up, so that it is never cut short, and so that a rest of less than one is not asked for again and again.
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

        var early = ReferenceEquals(time, TimeProvider.System) ? 1 : 0;
        var set = TimeSpan.FromMilliseconds(Math.Ceiling(limit.TotalMilliseconds) + early);
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
