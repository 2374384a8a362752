namespace Peregrine;

/// <content>How a request comes to its connection: one that lies idle, a place on a shared one, or a new one.</content>
internal sealed partial class ConnectionPool
{
    // Read and written without the lock: any route that was given last will do.
    private Route? _lastRoute;

    /// <summary>
    /// Gives a connection that the request may use at once: an idle one, a place on a shared one, or a new one; to the
    /// origin, or to another place that speaks for it.
    /// </summary>
    /// <remarks>Where one is at hand, no state machine is made: 1 % of the cost of a call in memory.</remarks>
    internal ValueTask<PooledConnection> AcquireAsync(
        Request request, SendContext call, AltService? by = null, bool isForLater = false)
    {
        try
        {
            var wanted = by is null ? ProtocolsFor(request, call) : Protocols.Http2;
            var now = call.Ask();
            var route = _lastRoute = Route.ForRequest(request, call, _lastRoute);
            var grant = TakeOrWait(route.For(by), wanted, call.Reuse, now);
            return grant.Waiter is { } waiter ? WaitAsync(waiter, request, call, isForLater)
                : Usable(grant.Connection, grant.Bucket, wanted, now, isForLater ? null : request, call) is { } ready
                    ? new ValueTask<PooledConnection>(ready)
                : DialAsync(grant.Bucket, wanted, request, call);
        }
        catch (RequestException failure)
        {
            return ValueTask.FromException<PooledConnection>(failure);
        }
    }

    /// <summary>Opens a connection ahead and keeps it, unless one lies idle already.</summary>
    internal async ValueTask WarmAsync(Request request, SendContext call) =>
        (await AcquireAsync(request, call, isForLater: true).ConfigureAwait(false)).GiveBack();

    private async ValueTask<PooledConnection> WaitAsync(
        PoolWaiter waiter, Request request, SendContext call, bool isForLater)
    {
        var connection = await PoolWait.ForAsync(waiter, this, request, call).ConfigureAwait(false);
        var now = call.ReadClock();
        return Usable(connection, waiter.Bucket, waiter.Wanted, now, isForLater ? null : request, call)
            ?? await DialAsync(waiter.Bucket, waiter.Wanted, request, call).ConfigureAwait(false);
    }

    // The connection if it lives; a dead one is closed, and a new one takes its place, so that the request keeps its
    // turn.
    private PooledConnection? Usable(
        PooledConnection? connection, PoolBucket bucket, Protocols wanted, long now, Request? next, SendContext call)
    {
        if (connection is null || connection.TryUse(_limits, now, next, call))
        {
            return connection;
        }

        connection.Close(keepsPlace: true);
        lock (_gate)
        {
            PoolState.BeginDial(bucket, wanted);
        }

        return null;
    }

    private PoolGrant TakeOrWait(Route route, Protocols wanted, Reuse reuse, long now)
    {
        PoolGrant grant;
        lock (_gate)
        {
            grant = _isDisposed
                ? throw new ObjectDisposedException(SessionName.Full)
                : _state.TakeOrWait(route, wanted, reuse, now);
        }

        CloseScheduled();
        return grant;
    }

    private async ValueTask<PooledConnection> DialAsync(
        PoolBucket bucket, Protocols wanted, Request request, SendContext call)
    {
        PooledConnection connection;
        try
        {
            connection = await _maker.ConnectAsync(bucket.Route, this, wanted, request, call).ConfigureAwait(false);
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
