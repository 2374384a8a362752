namespace Peregrine;

/// <content>The waits for a connection, and how they end without one.</content>
internal sealed partial class ConnectionPool
{
    // How much is done under the lock at one time, where there may be thousands.
    private const int Portion = 100;

    // Under the lock. One timer for all waits: a new one moves it only where it ends before all others.
    private ITimer? _waitTimer;
    private long _waitTimerDue = long.MaxValue;

    /// <summary>
    /// Waits until the waiter was served or has left, however it ended; a blocking call on its thread. A wait is
    /// followed by <see cref="EndWait"/>.
    /// </summary>
    internal Task WaitAsync(PoolWaiter waiter, SendContext call)
    {
        if (call.IsBlocking)
        {
            PoolWait.Block(waiter, this, call);
        }
        else
        {
            PoolWait.LeaveWhenCancelled(waiter, this, call);
        }

        return waiter.Task;
    }

    /// <summary>What came of a wait: a connection that can be used at once, or a place to make one.</summary>
    /// <exception cref="RequestTimeoutException">Its limit was passed.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    internal PoolGrant EndWait(PoolWaiter waiter, Request request, SendContext call, bool isForLater = false)
    {
        waiter.Cancellation.Dispose();
        if (call.CancellationToken.IsCancellationRequested)
        {
            Abandon(waiter);
            call.CancellationToken.ThrowIfCancellationRequested();
        }

        var grant = PoolWait.Result(waiter, _limits, request, call);
        return Usable(grant, call.ReadClock(), isForLater ? null : request, call);
    }

    /// <summary>Takes a waiter out of its queue, unless it was served meanwhile; from any thread.</summary>
    internal void Leave(PoolWaiter waiter)
    {
        lock (_gate)
        {
            _state.Leave(waiter);
        }
    }

    /// <summary>
    /// Looks at the waits whose moment has come. The timer calls it, and a blocking call whose own moment it is.
    /// </summary>
    internal void EndWaits()
    {
        for (var hasMore = true; hasMore;)
        {
            lock (_gate)
            {
                var now = _time.GetTimestamp();
                hasMore = !_isDisposed && _state.EndWaits(now, Portion);
                if (!_isDisposed && !hasMore)
                {
                    EndWaitsInTime(now);
                }
            }

            CloseScheduled();
        }
    }

    private void EndWaitsInTime(long now)
    {
        var due = _state.NextDue;
        if (due >= _waitTimerDue)
        {
            return;
        }

        _waitTimerDue = due;
        _waitTimer ??= DetachedTimer.Create(
            _time, static pool => ((ConnectionPool)pool!).OnWaitTimer(), this);
        _waitTimer.Change(
            TimerRounding.Timer(due > now ? _time.GetElapsedTime(now, due) : TimeSpan.Zero, _time),
            Timeout.InfiniteTimeSpan);
    }

    private void OnWaitTimer()
    {
        lock (_gate)
        {
            _waitTimerDue = long.MaxValue;
        }

        EndWaits();
    }

    // Takes a waiter out of its queue; what it was given meanwhile goes to the next.
    private void Abandon(PoolWaiter waiter)
    {
        lock (_gate)
        {
            if (_state.Leave(waiter) || !waiter.Task.IsCompletedSuccessfully)
            {
                return;
            }

            if (waiter.Task.Result is null)
            {
                _state.FailDial(waiter.Bucket, waiter.Wanted, wasGivenUp: true);
            }
        }

        waiter.Task.Result?.GiveBack();
        CloseScheduled();
    }
}
