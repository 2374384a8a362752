namespace Peregrine;

/// <summary>
/// The deadlines of all that a shared connection waits for: one timer for its life. Starting a wait only writes a
/// number, unless it is to end before all others; a timer that fires early is set again for the next.
/// </summary>
internal sealed class StreamDeadlines(TimeProvider time) : IDisposable
{
    // Under this lock.
    private readonly Lock _gate = new();
    private readonly List<Http2Stream> _waiting = [];
    private ITimer? _timer;
    private bool _isDisposed;

    // Written under the lock, read without it too.
    private long _scheduled; // 0: the timer is not set.

    /// <summary>Takes a stream in.</summary>
    internal void Enter(Http2Stream stream)
    {
        lock (_gate)
        {
            stream.Place = _waiting.Count;
            _waiting.Add(stream);
        }
    }

    /// <summary>Lets a stream go.</summary>
    internal void Leave(Http2Stream stream)
    {
        lock (_gate)
        {
            var last = _waiting[^1];
            (_waiting[stream.Place], last.Place) = (last, stream.Place);
            _waiting.RemoveAt(_waiting.Count - 1);
        }
    }

    /// <summary>A wait begins; gives the moment when its time is over, or 0 without a limit.</summary>
    internal long Start(TimeSpan limit, long now)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return 0;
        }

        var deadline = now + Math.Max(1, (long)(limit.TotalSeconds * time.TimestampFrequency));
        var scheduled = Volatile.Read(ref _scheduled);
        if (scheduled == 0 || deadline < scheduled)
        {
            lock (_gate)
            {
                Schedule(deadline);
            }
        }

        return deadline;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private void Schedule(long deadline)
    {
        if (_isDisposed || (_scheduled != 0 && _scheduled <= deadline))
        {
            return;
        }

        _scheduled = deadline;
        _timer ??= DetachedTimer.Create(
            time, static deadlines => ((StreamDeadlines)deadlines!).Fire(), this);
        var now = time.GetTimestamp();
        _timer.Change(
            TimerRounding.Timer(now < deadline ? time.GetElapsedTime(now, deadline) : TimeSpan.Zero, time),
            Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        List<Http2Stream> late = [];
        lock (_gate)
        {
            _scheduled = 0;
            var (now, next) = (time.GetTimestamp(), long.MaxValue);
            foreach (var stream in _waiting)
            {
                var deadline = stream.Deadline;
                if (deadline != 0 && deadline <= now)
                {
                    late.Add(stream);
                }
                else if (deadline != 0)
                {
                    next = Math.Min(next, deadline);
                }
            }

            if (next != long.MaxValue)
            {
                Schedule(next);
            }
        }

        late.ForEach(stream => stream.Expire());
    }
}
