namespace Peregrine;

/// <summary>A timer of <see cref="FakeTime"/>; it fires once for each time it is set.</summary>
internal sealed class FakeTimer(FakeTime time, Action callback) : ITimer
{
    private long _dueAt = long.MaxValue;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Volatile.Write(
            ref _dueAt, dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : time.GetTimestamp() + dueTime.Ticks);
        return true;
    }

    public void Dispose() => Volatile.Write(ref _dueAt, long.MaxValue);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    internal bool IsDue(long now) => Volatile.Read(ref _dueAt) <= now;

    internal void Fire()
    {
        Dispose();
        callback();
    }
}
