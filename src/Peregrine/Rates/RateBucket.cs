namespace Peregrine;

/// <summary>
/// One bucket, and the pause of its origin. Pure: the moment is an argument, in ticks of a clock that only goes on. Not
/// safe for threads: its owner's lock is held.
/// </summary>
internal sealed class RateBucket
{
    private const long Longest = 366 * TimeSpan.TicksPerDay; // A store may be told anything.
    private long _due; // When the next send is due on the even schedule; in the past, the bucket is full.
    private long _pausedUntil;
    private long _last;

    internal RateBucket(long now) => _due = _pausedUntil = _last = now;

    /// <summary>
    /// The moment for a bucket, on a clock. The platform's conversion goes by way of a double, which can't hold the
    /// ticks of a clock that counts from the year 1, as some for tests do.
    /// </summary>
    internal static long Now(TimeProvider time) => time.GetTimestamp() is var now
        && time.TimestampFrequency == TimeSpan.TicksPerSecond ? now : time.GetElapsedTime(0, now).Ticks;

    /// <summary>Takes a permit, or says how long there will be none.</summary>
    /// <param name="pace">The limit.</param>
    /// <param name="now">The moment.</param>
    /// <param name="waited">How long the send has waited.</param>
    internal RateAnswer Take(RatePace pace, long now, TimeSpan waited)
    {
        if (PauseLeft(now) is var pause && pause > TimeSpan.Zero)
        {
            return RateAnswer.Paused(pause);
        }

        var earliest = Math.Max(_due - pace.Spread, _pausedUntil);
        if (earliest > now)
        {
            return RateAnswer.After(TimeSpan.FromTicks(earliest - now));
        }

        var late = Math.Clamp(Math.Min(now - earliest, waited.Ticks), 0, pace.Slack);
        _due = Math.Max(now - late, _due) + pace.Interval;
        return RateAnswer.Taken;
    }

    /// <summary>Pauses from now on; a pause that lasts longer stays.</summary>
    internal void Pause(long now, TimeSpan length)
    {
        Follow(now);
        _pausedUntil = Math.Max(_pausedUntil, now + Math.Min(length.Ticks, Longest));
    }

    /// <summary>What is left of the pause; zero for none.</summary>
    internal TimeSpan PauseLeft(long now)
    {
        Follow(now);
        return _pausedUntil > now ? TimeSpan.FromTicks(_pausedUntil - now) : TimeSpan.Zero;
    }

    /// <summary>Whether it is as a new one would be, so that it may be forgotten.</summary>
    internal bool IsFresh(long now)
    {
        Follow(now);
        return _due <= now && _pausedUntil <= now;
    }

    // A clock that was set back takes the schedule along; else every send would wait for the old time to come again.
    private void Follow(long now)
    {
        if (now < _last)
        {
            _due -= _last - now;
            _pausedUntil -= _last - now;
        }

        _last = now;
    }
}
