namespace Peregrine;

/// <summary>Makes connections: name, TCP, TLS, all within the connect limit. Blocking calls run every step on the caller's thread.</summary>
internal static class Dialer
{
    internal static async ValueTask<PooledConnection> ConnectAsync(
        PoolKey key, ConnectionPool pool, TimeProvider time, Protocols wanted, Request request, SendContext call)
    {
        var stage = default(ConnectStage?);
        var handshake = key.Tls is null ? null : new TlsHandshake(key.Tls, key.Origin.Host, wanted);
        var (limit, binding) = call.LimitOf(TimeoutPhase.Connect);
        using var stop = call.IsBlocking ? null : CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        using var deadline = new ConnectionDeadline(time, () => stop?.Cancel());
        deadline.Start(limit, call.IsBlocking);
        var clock = new DialClock(time, limit, stop?.Token ?? call.CancellationToken);
        var reach = new Connector(key, pool, time, clock, call);
        Http1Connection? connection = null;
        try
        {
            connection = key.Proxy is { } proxy
                ? await reach.ThroughAsync(proxy).ConfigureAwait(false)
                : await reach.OriginAsync().ConfigureAwait(false);
            connection.Facts.Connect = time.GetElapsedTime(reach.KnownAt);
            if (handshake is not null)
            {
                stage = ConnectStage.Tls;
                await connection.SecureAsync(handshake, clock, call).ConfigureAwait(false);
            }

            return IsHttp2(connection, wanted) ? connection.ToHttp2() : connection;
        }
        catch (CallersException wrapped)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
        catch (Exception cause) when (FailureMapping.IsOfNetwork(cause) || cause is OperationCanceledException)
        {
            connection?.Close(keepsPlace: true);
            throw FailureMapping.Connect(cause, stage ?? reach.Stage, stage is null ? null : handshake, deadline.Stop() || (call.IsBlocking && clock.IsOver), request, call, binding);
        }
    }

    // Without TLS it is known beforehand, or not spoken (RFC 9113, section 3.3); under TLS it is agreed on.
    private static bool IsHttp2(Http1Connection connection, Protocols wanted)
    {
        var isAgreed = connection.Key.Tls is null ? wanted == Protocols.Http2 : connection.AgreedOnHttp2;
        return isAgreed || wanted != Protocols.Http2
            ? isAgreed
            : throw new System.Security.Authentication.AuthenticationException("the server does not speak HTTP/2");
    }
}
