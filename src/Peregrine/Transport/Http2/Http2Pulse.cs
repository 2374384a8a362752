namespace Peregrine;

/// <summary>
/// Asks a server that has been silent for long while requests are under way whether it is still there (PING), and tells when it is not.
/// One timer serves the connection for life; a request only looks whether it is set.
/// </summary>
internal sealed class Http2Pulse(TimeProvider time, Func<bool> isWanted, Action ask, Action onSilence) : IDisposable
{
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _heardAt;
    private long _askedAt;
    private bool _hasAsked;
    private bool _isSet;
    private bool _isDisposed;

    /// <summary>Something was received.</summary>
    internal void NoteRead()
    {
        Volatile.Write(ref _heardAt, time.GetTimestamp());
        Volatile.Write(ref _hasAsked, false);
    }

    /// <summary>A request is under way.</summary>
    internal void Begin()
    {
        if (Volatile.Read(ref _isSet))
        {
            return;
        }

        lock (_gate)
        {
            if (!_isSet && !_isDisposed)
            {
                Volatile.Write(ref _heardAt, time.GetTimestamp());
                Schedule(AskAfter);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    private void Schedule(TimeSpan delay)
    {
        Volatile.Write(ref _isSet, true);
        _timer ??= time.CreateTimer(static pulse => ((Http2Pulse)pulse!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Precise.Timer(delay, time), Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        Action? due = null;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            // In this order: a request that begins now sees that the timer is not set, or is seen.
            Volatile.Write(ref _isSet, false);
            Interlocked.MemoryBarrier();
            if (isWanted())
            {
                due = Judge();
            }
        }

        due?.Invoke();
    }

    private Action? Judge()
    {
        var now = time.GetTimestamp();
        if (Volatile.Read(ref _hasAsked))
        {
            var waited = time.GetElapsedTime(_askedAt, now);
            if (waited >= Patience)
            {
                return onSilence;
            }

            Schedule(Patience - waited);
            return null;
        }

        var silence = time.GetElapsedTime(Volatile.Read(ref _heardAt), now);
        if (silence < AskAfter)
        {
            Schedule(AskAfter - silence);
            return null;
        }

        _askedAt = now;
        Volatile.Write(ref _hasAsked, true);
        Schedule(Patience);
        return ask;
    }
}
