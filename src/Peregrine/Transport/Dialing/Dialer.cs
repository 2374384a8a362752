using System.Net.Security;
using System.Runtime.ExceptionServices;
using System.Security.Authentication;

namespace Peregrine;

/// <summary>
/// Makes wires: name, TCP, proxy, TLS, all within the connect limit. Blocking calls run every step on the caller's
/// thread.
/// </summary>
internal static class Dialer
{
    internal static async ValueTask<Wire> ConnectAsync(
        Route route, DialOptions dialing, TimeProvider time, Protocols wanted, Request request, SendContext call)
    {
        var stage = default(ConnectStage?);
        var handshake = route.Tls is null ? null : new TlsHandshake(route.Tls, route.Origin.Host, wanted);
        var (limit, binding) = call.LimitOf(TimeoutPhase.Connect);
        using var stop = call.IsBlocking
            ? null
            : CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        using var deadline = new ConnectionDeadline(time, () => stop?.Cancel());
        deadline.Start(limit, call.IsBlocking);
        var clock = new DialClock(time, limit, stop?.Token ?? call.CancellationToken);
        var reach = new Connector(route, dialing, time, clock, call);
        Wire? wire = null;
        try
        {
            wire = route.Proxy is { } proxy
                ? await reach.ThroughAsync(proxy).ConfigureAwait(false)
                : await reach.OriginAsync().ConfigureAwait(false);
            wire.Facts.Connect = time.GetElapsedTime(reach.KnownAt);
            if (handshake is not null)
            {
                stage = ConnectStage.Tls;
                var took = await wire.SecureAsync(handshake, clock, call).ConfigureAwait(false);
                wire.Facts.Note((SslStream)wire.Stream, took);
            }

            wire.Protocol = ProtocolOf(wire, route, wanted);
            return wire;
        }
        catch (CallersException wrapped)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
        catch (Exception cause) when (FailureMapping.IsOfNetwork(cause) || cause is OperationCanceledException)
        {
            wire?.Dispose();
            var isOver = deadline.Stop() || (call.IsBlocking && clock.IsOver);
            throw FailureMapping.Connect(
                cause, stage ?? reach.Stage, stage is null ? null : handshake, isOver, request, call, binding);
        }
    }

    // Without TLS it is known beforehand, or not spoken (RFC 9113, section 3.3); under TLS it is agreed on.
    private static Protocols ProtocolOf(Wire wire, Route route, Protocols wanted)
    {
        var isHttp2 = route.Tls is null ? wanted == Protocols.Http2 : wire.AgreedOnHttp2;
        return isHttp2 ? Protocols.Http2
            : wanted != Protocols.Http2 ? Protocols.Http11
            : throw new AuthenticationException("the server does not speak HTTP/2");
    }
}
