namespace Peregrine;

/// <summary>
/// The connections of a session. One lock guards the state; nothing that takes time happens under it: connections are made and
/// closed outside.
/// </summary>
internal sealed partial class ConnectionPool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PoolState _state;
    private readonly Limits _limits;
    private readonly TimeProvider _time;
    private readonly ITimer _sweeper;
    private readonly Http11Origins _http11;
    private long _abandoned;
    private bool _isSweepSet;
    private bool _isDisposed;

    internal ConnectionPool(Limits limits, TimeProvider time, DialOptions? dialing = null)
    {
        Dialing = dialing ?? DialOptions.Default;
        _limits = limits;
        _time = time;
        _state = new PoolState(limits, time);
        _http11 = new Http11Origins(time);
        _sweeper = time.CreateTimer(static pool => ((ConnectionPool)pool!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How its sockets are made.</summary>
    internal DialOptions Dialing { get; }

    /// <summary>By which versions of HTTP a request may go, as far as the caller says and the server has said.</summary>
    internal Protocols ProtocolsFor(Request request, SendContext call)
    {
        var wanted = ProtocolChoice.ForRequest(request, call);
        return wanted == Protocols.Either && _http11.Contains(request.Target.Origin) ? Protocols.Http11 : wanted;
    }

    /// <summary>An origin's server demands HTTP/1.1.</summary>
    internal void NoteHttp11(Origin origin) => _http11.Note(origin);

    /// <summary>Takes back a connection that can serve again.</summary>
    internal void Release(Http1Connection connection, long now)
    {
        bool isKept;
        lock (_gate)
        {
            isKept = !_isDisposed;
            if (isKept)
            {
                _state.ReturnIdle(connection.Bucket!, connection, now);
                SweepLater();
            }
        }

        if (!isKept)
        {
            connection.Dispose();
        }

        CloseScheduled();
    }

    /// <summary>A request on a shared connection has ended.</summary>
    internal void Release(Http2Connection connection, long now)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                _state.Retire(connection);
            }

            _state.EndStream(connection, now);
            SweepLater();
        }

        CloseScheduled();
    }

    /// <summary>No more requests for a shared connection: it was closed, or asked to be left alone.</summary>
    internal void Retire(Http2Connection connection)
    {
        lock (_gate)
        {
            _state.Retire(connection);
        }

        CloseScheduled();
    }

    /// <summary>A shared connection may take more requests than before.</summary>
    internal void ServeWaiters(Http2Connection connection)
    {
        lock (_gate)
        {
            if (connection.Bucket is { } bucket)
            {
                _state.ServeAll(bucket);
            }
        }

        CloseScheduled();
    }

    /// <summary>Gives back the place of a connection that was closed.</summary>
    internal void Free(PoolBucket bucket)
    {
        lock (_gate)
        {
            _state.Free(bucket);
        }

        CloseScheduled();
    }

    /// <summary>Counts a response that nobody read to its end or disposed; its collector gives the connection up.</summary>
    internal void NoteAbandoned() => Interlocked.Increment(ref _abandoned);

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
            foreach (var bucket in _state.Buckets.Where(bucket => bucket.Key.Origin == origin).ToArray())
            {
                bucket.Epoch++;
                _state.DropAll([.. bucket.Idle, .. bucket.Shared]);
            }

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
            _state.DropAll([.. _state.Buckets.SelectMany(bucket => bucket.AllIdle)]);
        }

        _sweeper.Dispose();
        CloseScheduled();
        waiters.ForEach(waiter => waiter.TrySetException(new ObjectDisposedException(nameof(HttpSession))));
    }

    // What the state gave up, closed by whoever left the lock last.
    private void CloseScheduled()
    {
        if (!_state.HasScheduled)
        {
            return;
        }

        List<PooledConnection>? doomed;
        lock (_gate)
        {
            doomed = _state.TakeScheduled();
        }

        doomed?.ForEach(connection => connection.Close(keepsPlace: true));
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
        _sweeper.Change(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(delay.TotalMilliseconds), 1, int.MaxValue)), Timeout.InfiniteTimeSpan);
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
            var now = _time.GetTimestamp();
            _state.DropAll([.. _state.Buckets.SelectMany(bucket => bucket.AllIdle).Where(connection => connection.IsExpired(_limits, now))]);
            if (_state.Buckets.SelectMany(bucket => bucket.AllIdle).MinBy(connection => connection.IdleSince) is { } oldest)
            {
                ScheduleSweep(_limits.IdleExpiry - _time.GetElapsedTime(oldest.IdleSince));
            }
        }

        CloseScheduled();
    }
}
