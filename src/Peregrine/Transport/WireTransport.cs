using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>The transport of a real session: a connection from the pool, one exchange on it.</summary>
internal sealed class WireTransport(ConnectionPool pool) : ITransport
{
    private readonly Http3Transport _http3 = new(pool.Dialing);

    public ConnectionPool? Pool => pool;

    internal Http3Transport Http3 => _http3;

    public ValueTask<Outcome> SendAsync(Request request, Call call) => SendAsync(request, call, by: null);

    /// <summary>Sends a request to its origin, or to another place that speaks for it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<Outcome> SendAsync(Request request, Call call, AltService? by)
    {
        try
        {
            if (Http3Transport.IsAskedFor(call))
            {
                return await _http3.SendAsync(request, call).ConfigureAwait(false);
            }

            while (true)
            {
                var connection = await pool.AcquireAsync(request, call, by).ConfigureAwait(false);
                var response = connection.Key.IsForwarded
                    ? await ProxyForward.SendAsync(connection, pool, request, call).ConfigureAwait(false)
                    : await connection.SendAsync(request, call).ConfigureAwait(false);
                if (response is not null)
                {
                    return new Outcome(response, null);
                }
            }
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
    }

    public void Dispose()
    {
        pool.Dispose();
        _http3.Dispose();
    }
}
