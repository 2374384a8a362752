namespace Peregrine;

/// <summary>
/// The connections of a session. One lock guards the state; nothing that takes time happens under it: connections are
/// made and closed outside.
/// </summary>
internal sealed partial class ConnectionPool : IDisposable
{
    // Set once.
    private readonly ConnectionMaker _maker;
    private readonly Limits _limits;
    private readonly TimeProvider _time;
    private readonly ITimer _sweeper;
    private readonly Http11Origins _http11;

    // Under this lock. Whether something is to be closed is asked without it too.
    private readonly Lock _gate = new();
    private readonly PoolState _state;
    private bool _isSweepSet;
    private bool _isDisposed;

    // By Interlocked.
    private long _abandoned;

    internal ConnectionPool(Limits limits, TimeProvider time, ConnectionMaker maker)
    {
        _maker = maker;
        _limits = limits;
        _time = time;
        _state = new PoolState(limits, time);
        _http11 = new Http11Origins(time);
        _sweeper = time.CreateTimer(
            static pool => ((ConnectionPool)pool!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// By which versions of HTTP a request may go, as far as the caller says and the server has said.
    /// </summary>
    internal Protocols ProtocolsFor(Request request, SendContext call)
    {
        var wanted = ProtocolChoice.ForRequest(request, call);
        return wanted == Protocols.Either && _http11.Contains(request.Target.Origin) ? Protocols.Http11 : wanted;
    }

    /// <summary>A waiter waits no longer for a connection that another makes.</summary>
    internal void Hurry(PoolWaiter waiter)
    {
        lock (_gate)
        {
            waiter.IsPatient = false;
            if (!_isDisposed)
            {
                _state.Hurry(waiter);
            }
        }

        CloseScheduled();
    }

    /// <summary>Takes a waiter out of its queue; what it was given meanwhile goes to the next.</summary>
    internal void Abandon(PoolWaiter waiter)
    {
        lock (_gate)
        {
            if (_state.Leave(waiter))
            {
                return;
            }

            if (waiter.Task is { IsCompletedSuccessfully: true, Result: null })
            {
                _state.FailDial(waiter.Bucket, waiter.Wanted, wasGivenUp: true);
            }
        }

        if (waiter.Task is { IsCompletedSuccessfully: true, Result: { } connection })
        {
            connection.GiveBack();
        }

        CloseScheduled();
    }

    /// <summary>Closes an origin's idle connections, and has the busy ones closed when they are done.</summary>
    internal void Drop(Origin origin)
    {
        lock (_gate)
        {
            _state.Drop(origin);
        }

        CloseScheduled();
    }

    /// <summary>What the pool holds now.</summary>
    internal PoolSnapshot Look()
    {
        lock (_gate)
        {
            return PoolSnapshot.FromBuckets(_state.Buckets, Interlocked.Read(ref _abandoned));
        }
    }

    public void Dispose()
    {
        List<PoolWaiter> waiters;
        lock (_gate)
        {
            _isDisposed = true;
            waiters = _state.TakeWaiters();
            _state.DropIdle();
        }

        _sweeper.Dispose();
        CloseScheduled();
        waiters.ForEach(waiter => waiter.TrySetException(new ObjectDisposedException(SessionName.Full)));
    }

    // What the state gave up, closed by the one who left the lock last.
    private void CloseScheduled()
    {
        if (!_state.HasScheduled)
        {
            return;
        }

        List<PooledConnection>? scheduled;
        lock (_gate)
        {
            scheduled = _state.TakeScheduled();
        }

        scheduled?.ForEach(connection => connection.Close(keepsPlace: true));
    }

    // Something may have fallen idle.
    private void SweepLater()
    {
        if (!_isSweepSet && _limits.IdleExpiry != Timeout.InfiniteTimeSpan)
        {
            ScheduleSweep(_limits.IdleExpiry);
        }
    }

    private void ScheduleSweep(TimeSpan delay)
    {
        _isSweepSet = true;
        _sweeper.Change(
            TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(delay.TotalMilliseconds), 1, int.MaxValue)),
            Timeout.InfiniteTimeSpan);
    }

    // Closes what lay idle too long, and comes back while anything lies idle.
    private void Sweep()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isSweepSet = false;
            _state.DropExpired(_time.GetTimestamp());
            if (_state.IdleSince is { } oldest)
            {
                ScheduleSweep(_limits.IdleExpiry - _time.GetElapsedTime(oldest));
            }
        }

        CloseScheduled();
    }
}
