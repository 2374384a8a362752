using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>The transport of a real session: a connection from the pool, one exchange on it.</summary>
internal sealed class WireTransport(ConnectionPool pool, DialOptions dialing, HeadLimit headLimit) : ITransport
{
    private readonly Http3Transport _http3 = new(dialing, headLimit);

    public ConnectionPool? Pool => pool;

    internal static WireTransport Create(Limits limits, TimeProvider time, DialOptions dialing) =>
        new(new ConnectionPool(limits, time, new ConnectionMaker(dialing, limits.Head, time)), dialing, limits.Head);

    /// <summary>How its sockets are made.</summary>
    internal DialOptions Dialing => dialing;

    internal Http3Transport Http3 => _http3;

    public ValueTask<Outcome> SendAsync(Request request, SendContext call) =>
        Http3Transport.IsAskedFor(call) ? _http3.SendAsync(request, call) : SendAsync(request, call, by: null);

    /// <summary>Sends a request to its origin, or to another place that speaks for it.</summary>
    internal ValueTask<Outcome> SendAsync(Request request, SendContext call, AltService? by)
    {
        var prepared = request.Body?.PrepareAsync(request, call) ?? default;
        return prepared.IsCompletedSuccessfully
            ? AcquireAsync(request, call, by)
            : SendAsync(prepared, request, call, by);
    }

    public void Dispose()
    {
        pool.Dispose();
        _http3.Dispose();
    }

    private async ValueTask<Outcome> SendAsync(ValueTask prepared, Request request, SendContext call, AltService? by)
    {
        await prepared.ConfigureAwait(false);
        return await AcquireAsync(request, call, by).ConfigureAwait(false);
    }

    private ValueTask<Outcome> AcquireAsync(Request request, SendContext call, AltService? by)
    {
        // Where a connection is at hand nothing is waited for here, and no state machine made: 3 % of the cost of a
        // call in memory.
        PoolGrant grant;
        try
        {
            grant = pool.Ask(request, call, by);
        }
        catch (RequestException failure)
        {
            return new ValueTask<Outcome>(new Outcome(null, failure));
        }

        return grant.Connection is { Route.IsForwarded: false } connection
            ? connection.SendAsync(request, call)
            : SendAsync(grant, request, call);
    }

    // The wait, the making of a connection, and the request on it: one state machine for all, because a call that waits
    // has it for as long as it waits (of 4.5 KB that such a call costs, each further one would be 0.2).
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome> SendAsync(PoolGrant grant, Request request, SendContext call)
    {
        try
        {
            if (grant.Waiter is { } waiter)
            {
                await pool.WaitAsync(waiter, call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                grant = pool.EndWait(waiter, request, call);
            }

            var connection = grant.Connection ?? await pool.DialAsync(grant, request, call).ConfigureAwait(false);
            return connection.Route.IsForwarded
                ? await ProxyForward.SendAsync(connection, pool, request, call).ConfigureAwait(false)
                : await connection.SendAsync(request, call).ConfigureAwait(false);
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
    }
}
