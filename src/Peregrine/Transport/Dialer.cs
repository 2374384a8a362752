using System.Net;
using System.Net.Security;

namespace Peregrine;

/// <summary>Makes connections: name, TCP, TLS, all within the connect limit. Blocking calls run every step on the caller's thread.</summary>
internal static class Dialer
{
    internal static async ValueTask<PooledConnection> ConnectAsync(
        PoolKey key, ConnectionPool pool, TimeProvider time, Protocols wanted, Request request, Call call)
    {
        var stage = ConnectStage.Dns;
        var check = new CertificateCheck(key.Tls ?? TlsOptions.Default);
        var limit = call.LimitOf(TimeoutPhase.Connect);
        using var stop = call.IsBlocking ? null : CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        using var watch = new Watch(time, () => stop?.Cancel());
        watch.Start(limit, call.IsBlocking);
        var clock = new DialClock(time, limit, stop?.Token ?? call.CancellationToken);
        Http1Connection? connection = null;
        try
        {
            connection = key.Proxy is { } proxy
                ? await new ProxyDial(proxy, key, clock, call).ConnectAsync(ReachAsync, host => ResolveAsync(host, clock, call)).ConfigureAwait(false)
                : await ReachAsync(key.Origin.Host, key.Origin.Port).ConfigureAwait(false);
            if (key.Tls is not null)
            {
                stage = ConnectStage.Tls;
                await connection.SecureAsync(OptionsOf(key, check, wanted), clock, call).ConfigureAwait(false);
            }

            return IsHttp2(connection, wanted) ? connection.ToHttp2() : connection;
        }
        catch (Exception cause) when (FailureMapping.IsOfNetwork(cause) || cause is OperationCanceledException)
        {
            connection?.Close(keepsPlace: true);
            throw FailureMapping.Connect(cause, stage, check.Complaint, watch.Stop() || (call.IsBlocking && clock.IsOver), request, call);
        }

        async ValueTask<Http1Connection> ReachAsync(string host, int port)
        {
            var addresses = await ResolveAsync(host, clock, call).ConfigureAwait(false);
            stage = ConnectStage.Socket;
            return new Http1Connection(key, await DialSocket.ConnectAsync(addresses, port, clock, call).ConfigureAwait(false), pool, time);
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

    private static async ValueTask<IPAddress[]> ResolveAsync(string host, DialClock clock, Call call)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        if (host.EndsWith(".localhost", StringComparison.Ordinal))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback]; // Never asked of a name service (RFC 6761, section 6.3).
        }

        return call.IsBlocking
            ? Dns.GetHostAddresses(host)
            : await Dns.GetHostAddressesAsync(host, clock.Token).ConfigureAwait(false);
    }

    /// <summary>How a connection is secured.</summary>
    internal static SslClientAuthenticationOptions OptionsOf(PoolKey key, CertificateCheck check, Protocols wanted) => new()
    {
        // The host of the URL, whatever the Host header says.
        TargetHost = key.Origin.Host,
        ApplicationProtocols = wanted switch
        {
            Protocols.Http11 => [SslApplicationProtocol.Http11],
            Protocols.Http2 => [SslApplicationProtocol.Http2],
            _ => [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        },
        RemoteCertificateValidationCallback = check.Accepts,
    };
}
