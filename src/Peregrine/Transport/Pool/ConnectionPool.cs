namespace Peregrine;

/// <summary>
/// The connections of a session. One lock guards the state; nothing that takes time happens under it: connections are
/// made and closed outside.
/// </summary>
internal sealed partial class ConnectionPool : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

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
        _sweeper = DetachedTimer.Create(
            time, static pool => ((ConnectionPool)pool!).Sweep(), this);
    }

    /// <summary>
    /// By which versions of HTTP a request may go, as far as the caller says and the server has said.
    /// </summary>
    internal Protocols ProtocolsFor(Request request, SendContext call)
    {
        var wanted = ProtocolChoice.ForRequest(request, call);
        return wanted == Protocols.Either && _http11.Contains(request.Target.Origin) ? Protocols.Http11 : wanted;
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
        List<OriginConnections> counts;
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            counts = [.. _state.Buckets.Select(bucket => OriginConnections.FromBucket(bucket, _time, now))];
        }

        return PoolSnapshot.FromCounts(counts, Interlocked.Read(ref _abandoned));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _state.FailWaits();
            _state.DropIdle();
            _waitTimer?.Dispose();
        }

        _sweeper.Dispose();
        CloseScheduled();
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
        _sweeper.Change(TimerRounding.Timer(delay, _time), Timeout.InfiniteTimeSpan);
    }

    // Closes what lay idle too long, and comes back while anything lies idle.
    private void Sweep()
    {
        for (var hasMore = true; hasMore;)
        {
            lock (_gate)
            {
                if (_isDisposed)
                {
                    return;
                }

                hasMore = _state.DropExpired(_time.GetTimestamp(), Portion);
                if (!hasMore)
                {
                    _isSweepSet = false;
                    SweepAgain();
                }
            }

            CloseScheduled();
        }
    }

    // What fell idle one soon after the other is closed together: the next sweep is a little while away, though the
    // next connection may be due before.
    private void SweepAgain()
    {
        if (_state.IdleSince is { } oldest)
        {
            var left = _limits.IdleExpiry - _time.GetElapsedTime(oldest);
            var pause = _limits.IdleExpiry / 8;
            pause = pause < LongestPause ? pause : LongestPause;
            ScheduleSweep(left > pause ? left : pause);
        }
    }
}
