namespace Peregrine;

/// <content>How a request comes to its connection: one that lies idle, a place on a shared one, or a new one.</content>
internal sealed partial class ConnectionPool
{
    // Read and written without the lock: any route that was given last will do.
    private Route? _lastRoute;

    /// <summary>
    /// Gives a connection that the request may use at once: an idle one, a place on a shared one, or a new one.
    /// </summary>
    internal async ValueTask<PooledConnection> AcquireAsync(
        Request request, SendContext call, bool isForLater = false)
    {
        var grant = Ask(request, call, isForLater: isForLater);
        if (grant.Waiter is { } waiter)
        {
            await WaitAsync(waiter, call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            grant = EndWait(waiter, request, call, isForLater);
        }

        return grant.Connection ?? await DialAsync(grant, request, call).ConfigureAwait(false);
    }

    /// <summary>Opens a connection ahead and keeps it, unless one lies idle already.</summary>
    internal async ValueTask WarmAsync(Request request, SendContext call) =>
        (await AcquireAsync(request, call, isForLater: true).ConfigureAwait(false)).GiveBack();

    /// <summary>
    /// Asks for a connection to the origin, or to another place that speaks for it: gives one that can be used at once,
    /// a place for <see cref="DialAsync"/>, or a waiter for <see cref="WaitAsync"/> and <see cref="EndWait"/>.
    /// </summary>
    /// <exception cref="ConnectException">The environment says of proxies or authorities what can't be
    /// understood.</exception>
    internal PoolGrant Ask(Request request, SendContext call, AltService? by = null, bool isForLater = false)
    {
        var wanted = by is null ? ProtocolsFor(request, call) : Protocols.Http2;
        var now = call.Ask();
        var route = _lastRoute = Route.ForRequest(request, call, _lastRoute);
        var grant = TakeOrWait(route.For(by), wanted, call, now);
        return Usable(grant, now, isForLater ? null : request, call);
    }

    /// <summary>Makes a connection in the place that was granted.</summary>
    internal async ValueTask<PooledConnection> DialAsync(PoolGrant place, Request request, SendContext call)
    {
        var (bucket, wanted) = (place.Bucket, place.Wanted);
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

    // A connection that is granted and lives; a dead one is closed, and its place granted instead, so that the request
    // keeps its turn.
    private PoolGrant Usable(PoolGrant grant, long now, Request? next, SendContext call)
    {
        if (grant.Connection is not { } connection || connection.TryUse(_limits, now, next, call))
        {
            return grant;
        }

        connection.Close(keepsPlace: true);
        lock (_gate)
        {
            PoolState.BeginDial(grant.Bucket, grant.Wanted);
        }

        return PoolGrant.FromPlace(grant.Bucket, grant.Wanted);
    }

    private PoolGrant TakeOrWait(Route route, Protocols wanted, SendContext call, long now)
    {
        PoolGrant grant;
        lock (_gate)
        {
            grant = _isDisposed
                ? throw new ObjectDisposedException(SessionName.Full)
                : _state.Take(route, wanted, call.Reuse, now);
            if (grant.IsNothing)
            {
                var limit = call.LimitOf(TimeoutPhase.Pool, now);
                grant = PoolGrant.FromWaiter(_state.Enqueue(route, wanted, call.Reuse, limit, now));
                EndWaitsInTime(now);
            }
        }

        CloseScheduled();
        return grant;
    }
}
