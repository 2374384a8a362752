namespace Peregrine;

/// <summary>How long a connection may still take to come about.</summary>
/// <param name="time">The clock.</param>
/// <param name="limit">The limit, or infinite.</param>
/// <param name="token">Ends an asynchronous step: the caller's token, or the limit.</param>
internal readonly struct DialClock(TimeProvider time, TimeSpan limit, CancellationToken token)
{
    private readonly long _started = time.GetTimestamp();

    internal CancellationToken Token { get; } = token;

    internal TimeProvider Time => time;

    internal bool IsOver => Remaining == TimeSpan.Zero;

    /// <summary>What is left, never negative; infinite without a limit.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            if (limit == Timeout.InfiniteTimeSpan)
            {
                return limit;
            }

            var left = limit - time.GetElapsedTime(_started);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
