namespace Peregrine;

/// <summary>
/// Asks a server whether it is still there (PING): when it has been silent for long while requests are under way, and
/// when a wait on the connection was in vain. Tells when it does not answer. One timer serves the connection for life;
/// a request only looks whether it is set.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="isWanted">Whether requests are under way.</param>
/// <param name="ask">Sends the question.</param>
/// <param name="onLate">Called when the answer to a doubt is not there soon: calls no longer wait for it.</param>
/// <param name="onSilence">Called when the server does not answer.</param>
internal sealed class Http2KeepAlive(
    TimeProvider time, Func<bool> isWanted, Action ask, Action onLate, Action onSilence) : IDisposable
{
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(250);

    // Under this lock.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _askedAt;
    private bool _isDisposed;

    // Written under the lock, read without it too; the receive loop ends a doubt without it.
    private bool _isInDoubt;
    private bool _isLate;
    private bool _isSet;

    // Written by the receive loop and by those that send without the lock, by the timer with it.
    private long _heardAt = time.GetTimestamp();
    private long _sentAt; // When the first request was sent since something was received; 0 when none was.
    private bool _hasAsked;

    /// <summary>Whether a wait was in vain, and the server has not answered since.</summary>
    internal bool IsInDoubt => Volatile.Read(ref _isInDoubt);

    /// <summary>Whether its answer to that may come at any moment.</summary>
    internal bool IsAnswerDue => IsInDoubt && !Volatile.Read(ref _isLate);

    /// <summary>Something was received.</summary>
    internal void NoteRead()
    {
        Volatile.Write(ref _heardAt, time.GetTimestamp());
        Volatile.Write(ref _sentAt, 0);
        Volatile.Write(ref _hasAsked, false);
    }

    /// <summary>The server has answered a question; gives whether there was a doubt.</summary>
    internal bool NoteAnswer()
    {
        if (!IsInDoubt)
        {
            return false;
        }

        Volatile.Write(ref _isInDoubt, false);
        return true;
    }

    /// <summary>A request was sent.</summary>
    internal void Begin(long now)
    {
        if (Volatile.Read(ref _sentAt) == 0)
        {
            Volatile.Write(ref _sentAt, Math.Max(1, now));
        }

        if (Volatile.Read(ref _isSet))
        {
            return;
        }

        lock (_gate)
        {
            if (!_isSet && !_isDisposed)
            {
                Schedule(AskAfter);
            }
        }
    }

    /// <summary>
    /// A wait for the server was in vain. Unless something was received just now, the connection is in doubt until the
    /// server has answered.
    /// </summary>
    /// <param name="sentAt">When the request was sent.</param>
    /// <param name="wasLimit">Whether a limit ended the wait; else the caller did, and a short silence is no
    /// sign.</param>
    internal void NoteInVain(long sentAt, bool wasLimit)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var longEnough = wasLimit
                ? TimeSpan.FromTicks(Math.Min(Soon.Ticks, time.GetElapsedTime(sentAt, now).Ticks / 2))
                : Soon;
            if (_isDisposed || _isInDoubt || Silence(sentAt, now) < longEnough)
            {
                return;
            }

            Volatile.Write(ref _isLate, false);
            Volatile.Write(ref _isInDoubt, true);
            NoteAsked(now);
            Schedule(Soon);
        }

        ask();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }

    // Since when nothing has come, though something was sent: silence before that does not count.
    private TimeSpan Silence(long sentAt, long now)
    {
        var first = Volatile.Read(ref _sentAt);
        return time.GetElapsedTime(Math.Max(Volatile.Read(ref _heardAt), first == 0 ? sentAt : first), now);
    }

    private void NoteAsked(long now)
    {
        if (!Volatile.Read(ref _hasAsked))
        {
            _askedAt = now;
            Volatile.Write(ref _hasAsked, true);
        }
    }

    private void Schedule(TimeSpan delay)
    {
        Volatile.Write(ref _isSet, true);
        _timer ??= DetachedTimer.Create(
            time, static keepAlive => ((Http2KeepAlive)keepAlive!).Fire(), this);
        _timer.Change(TimerRounding.Timer(delay, time), Timeout.InfiniteTimeSpan);
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
            if (IsInDoubt || isWanted())
            {
                due = Judge();
            }
        }

        due?.Invoke();
    }

    private Action? Judge()
    {
        var now = time.GetTimestamp();
        if (IsAnswerDue)
        {
            Volatile.Write(ref _isLate, true);
            Schedule(Patience - Soon);
            return onLate;
        }

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

        var silence = Silence(0, now);
        if (silence < AskAfter)
        {
            Schedule(AskAfter - silence);
            return null;
        }

        NoteAsked(now);
        Schedule(Patience);
        return ask;
    }
}
