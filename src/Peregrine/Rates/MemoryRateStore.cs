namespace Peregrine;

/// <summary>
/// Counts permits in memory, for sessions of one process that share a limit. They need to have one clock. A bucket that
/// is full again is forgotten, so that many origins need no room.
/// </summary>
public sealed class MemoryRateStore : IRateStore
{
    private readonly Lock _gate = new();
    private readonly RateMap<string, RateBucket> _buckets =
        new(StringComparer.Ordinal, static (bucket, now) => bucket.IsFresh(now));

    /// <inheritdoc/>
    public RateAnswer Take(RateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request.Key);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var now = RateBucket.Now(request.Time); // Under the lock, so that it never goes back.
            return _buckets.Find(request.Origin)?.PauseLeft(now) is { } pause && pause > TimeSpan.Zero
                ? RateAnswer.Paused(pause)
                : BucketOf(request.Key, now).Take(RatePace.FromLimit(request.Limit), now, request.Waited);
        }
    }

    /// <inheritdoc/>
    public ValueTask<RateAnswer> TakeAsync(RateRequest request, CancellationToken cancellationToken) =>
        new(Take(request, cancellationToken));

    /// <inheritdoc/>
    public void Pause(string origin, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(time);
        lock (_gate)
        {
            var now = RateBucket.Now(time);
            BucketOf(origin, now).Pause(now, pause);
        }
    }

    /// <inheritdoc/>
    public ValueTask PauseAsync(
        string origin, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        Pause(origin, pause, time, cancellationToken);
        return default;
    }

    /// <summary>How many buckets it keeps.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return $"{_buckets.Count} buckets";
        }
    }

    private RateBucket BucketOf(string key, long now) =>
        _buckets.Find(key) ?? _buckets.Add(key, new RateBucket(now), now);
}
