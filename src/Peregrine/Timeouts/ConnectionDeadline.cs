namespace Peregrine;

/// <summary>
/// The deadline of whatever a connection is waiting for. One timer serves the connection for life: starting a wait only
/// moves the deadline, and a timer that fires before it is set again for the rest.
/// </summary>
/// <remarks>
/// A blocking call asks what is left and gives it to the socket, which counts by the system's clock; it needs no timer
/// and no other thread. On a clock of the caller's own the timer ends its waits too.
/// </remarks>
internal sealed class ConnectionDeadline(TimeProvider time, Action abort) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _deadline; // 0: nothing is waited for.
    private long _scheduled; // 0: the timer is not set.
    private bool _hasExpired;
    private TimeSpan? _fresh; // The wait has only begun, and the clock need not be asked what is left.

    /// <summary>Which limit the last wait had.</summary>
    internal TimeoutPhase Binding { get; private set; }

    /// <summary>Another call begins to wait: what bound the call before says nothing of this one.</summary>
    internal void Begin() => Binding = default;

    /// <summary>What is left of the wait, or infinite.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            var deadline = _deadline;
            if (deadline == 0)
            {
                return Timeout.InfiniteTimeSpan;
            }

            var now = time.GetTimestamp();
            return now < deadline ? time.GetElapsedTime(now, deadline) : TimeSpan.Zero;
        }
    }

    // A socket waits by the system's clock, and knows no other.
    internal bool IsSystemTime => ReferenceEquals(time, TimeProvider.System);

    /// <summary>
    /// How long a socket may wait: what is left, and infinite where the timer ends the wait. The first to ask is told
    /// without a look at the clock.
    /// </summary>
    internal TimeSpan TakeRemaining()
    {
        var left = _fresh ?? Remaining;
        _fresh = null;
        return IsSystemTime || left == TimeSpan.Zero ? left : Timeout.InfiniteTimeSpan;
    }

    /// <summary>Starts a wait. When its time is over before <see cref="Stop"/>, the connection is aborted.</summary>
    internal void Start(PhaseLimit limit, bool isBlocking) =>
        Start(limit, isBlocking, limit.Length == Timeout.InfiniteTimeSpan ? 0 : time.GetTimestamp());

    /// <summary>Starts a wait at a moment that was read from the clock just now.</summary>
    internal void Start(PhaseLimit limit, bool isBlocking, long now)
    {
        Binding = limit.Phase;
        Start(limit.Length, isBlocking, now);
    }

    /// <summary>Starts a wait that no phase's limit bounds.</summary>
    internal void Start(TimeSpan limit, bool isBlocking) =>
        Start(limit, isBlocking, limit == Timeout.InfiniteTimeSpan ? 0 : time.GetTimestamp());

    /// <summary>Starts a wait at a moment that was read from the clock just now.</summary>
    internal void Start(TimeSpan limit, bool isBlocking, long now)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        lock (_gate)
        {
            _fresh = isBlocking && limit > TimeSpan.FromMilliseconds(1) ? limit : null;
            _deadline = now + Math.Max(1, (long)(limit.TotalSeconds * time.TimestampFrequency));
            if ((!isBlocking || !IsSystemTime) && (_scheduled == 0 || _scheduled > _deadline))
            {
                Schedule(limit);
            }
        }
    }

    /// <summary>Ends a wait, and says whether its time was over.</summary>
    internal bool Stop()
    {
        lock (_gate)
        {
            _deadline = 0;
            _fresh = null;
            return _hasExpired;
        }
    }

    /// <summary>Forgets that a wait was over: something came of it after all.</summary>
    internal void Forgive() => _hasExpired = false;

    public void Dispose()
    {
        lock (_gate)
        {
            _deadline = 0;
            _timer?.Dispose();
        }
    }

    private void Schedule(TimeSpan delay)
    {
        _scheduled = _deadline;
        _timer ??= DetachedTimer.Create(
            time, static deadline => ((ConnectionDeadline)deadline!).Fire(), this);

        _timer.Change(TimerRounding.Timer(delay, time), Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_gate)
        {
            _scheduled = 0;
            if (_deadline == 0)
            {
                return;
            }

            if (Remaining is var left && left > TimeSpan.Zero)
            {
                Schedule(left);
                return;
            }

            _hasExpired = true;
        }

        try
        {
            abort();
        }
        catch (ObjectDisposedException)
        {
            // What was to be ended has ended in this moment.
        }
    }
}
