namespace Peregrine;

/// <content>How a request comes to its connection: one that lies idle, a place on a shared one, or a new one.</content>
internal sealed partial class ConnectionPool
{
    private PoolKey? _lastKey;

    /// <summary>Gives a connection that the request may use at once: an idle one, a place on a shared one, or a new one; to the origin, or to another place that speaks for it.</summary>
    /// <remarks>Where one is at hand, no state machine is made: 1 % of the cost of a call in memory.</remarks>
    internal ValueTask<PooledConnection> AcquireAsync(Request request, SendContext call, AltService? by = null, bool isForLater = false)
    {
        try
        {
            var wanted = by is null ? ProtocolsFor(request, call) : Protocols.Http2;
            var now = call.Ask();
            var key = _lastKey = PoolKey.ForRequest(request, call, _lastKey);
            var waiter = TakeOrWait(key.For(by), wanted, call.Reuse, now, out var bucket, out var connection);
            return waiter is not null ? WaitAsync(waiter, request, call, isForLater)
                : Usable(connection, bucket, wanted, now, request, call, isForLater) is { } ready ? new ValueTask<PooledConnection>(ready)
                : DialAsync(bucket, wanted, request, call);
        }
        catch (RequestException failure)
        {
            return ValueTask.FromException<PooledConnection>(failure);
        }
    }

    /// <summary>Opens a connection ahead and keeps it, unless one lies idle already.</summary>
    internal async ValueTask WarmAsync(Request request, SendContext call) =>
        (await AcquireAsync(request, call, isForLater: true).ConfigureAwait(false)).GiveBack();

    private async ValueTask<PooledConnection> WaitAsync(PoolWaiter waiter, Request request, SendContext call, bool isForLater)
    {
        var connection = await PoolWait.ForAsync(waiter, this, request, call).ConfigureAwait(false);
        return Usable(connection, waiter.Bucket, waiter.Wanted, call.ReadClock(), request, call, isForLater)
            ?? await DialAsync(waiter.Bucket, waiter.Wanted, request, call).ConfigureAwait(false);
    }

    // The connection if it lives; a dead one is closed, and a new one takes its place, so that nobody loses his turn.
    private PooledConnection? Usable(PooledConnection? connection, PoolBucket bucket, Protocols wanted, long now, Request request, SendContext call, bool isForLater)
    {
        if (connection is not Http1Connection idle || (isForLater ? idle.IsUsable(_limits, now) : idle.IsUsable(_limits, now, request, call)))
        {
            return connection;
        }

        idle.Close(keepsPlace: true);
        lock (_gate)
        {
            PoolState.BeginDial(bucket, wanted);
        }

        return null;
    }

    private PoolWaiter? TakeOrWait(PoolKey key, Protocols wanted, Reuse reuse, long now, out PoolBucket bucket, out PooledConnection? connection)
    {
        PoolWaiter? waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(HttpSession));
            waiter = _state.TakeOrWait(key, wanted, reuse, now, out bucket, out connection);
        }

        CloseScheduled();
        return waiter;
    }

    private async ValueTask<PooledConnection> DialAsync(PoolBucket bucket, Protocols wanted, Request request, SendContext call)
    {
        PooledConnection connection;
        try
        {
            connection = await Dialer.ConnectAsync(bucket.Key, this, _time, wanted, request, call).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                _state.FailDial(bucket, wanted, wasGivenUp: failure is OperationCanceledException);
            }

            CloseScheduled();
            throw;
        }

        lock (_gate)
        {
            _state.EndDial(bucket, wanted, connection);
        }

        CloseScheduled();
        call.ForgetMoment();
        call.Made = connection;
        return connection;
    }
}
