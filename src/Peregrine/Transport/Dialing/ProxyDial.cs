using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Reaches an origin through a proxy, all of it within the connect limit: to the proxy, TLS with the proxy where it is
/// an https one, then the tunnel. What fails on the way to the origin is the proxy's failure.
/// </summary>
/// <param name="proxy">The proxy.</param>
/// <param name="route">Where to.</param>
/// <param name="clock">What is left of the limit.</param>
/// <param name="call">The call.</param>
internal sealed class ProxyDial(ProxyServer proxy, Route route, DialClock clock, SendContext call)
{
    private readonly TlsHandshake _handshake = new(proxy.Tls ?? TlsOptions.Default, proxy.Host, Protocols.Http11);

    /// <summary>A wire with the origin at the other end, or the proxy that forwards to it.</summary>
    /// <param name="reach">Connects to a host and a port.</param>
    /// <param name="resolve">Resolves a name here.</param>
    /// <exception cref="ProxyException">The proxy was not reached, or refuses.</exception>
    internal async ValueTask<Wire> ConnectAsync(
        Func<string, int, ValueTask<Wire>> reach, Func<string, ValueTask<IPAddress[]>> resolve)
    {
        var host = proxy.Scheme is ProxyScheme.Socks4 or ProxyScheme.Socks5
            ? Best(await resolve(route.Origin.Host).ConfigureAwait(false))
            : route.Origin.Host;
        var authorization = proxy.Forwards && !route.IsForwarded
            ? ProxyAuth.First(proxy, HttpMethod.Connect, TargetOf(route.Origin))
            : null;
        for (var answers = 0; ; answers++)
        {
            var wire = await ToProxyAsync(reach).ConfigureAwait(false);
            try
            {
                if (await TunnelAsync(wire, host, authorization).ConfigureAwait(false) is not { } refusal)
                {
                    ProxyAuth.Accepted(proxy, authorization);
                    return wire;
                }

                authorization = answers < ProxyAuth.MaxAnswers
                    ? ProxyAuth.Answer(proxy, HttpMethod.Connect, TargetOf(route.Origin), refusal, authorization)
                    : null;
                if (authorization is null)
                {
                    throw Refused(proxy, refusal);
                }

                wire.Dispose();
            }
            catch (Exception cause)
            {
                wire.Dispose();
                throw Explained(cause, $"the proxy {proxy}");
            }
        }
    }

    /// <summary>The failure of a proxy that answered with a status of its own.</summary>
    internal static ProxyException Refused(ProxyServer proxy, ResponseHead head)
    {
        var reason = head.ReasonPhrase.Length > 0 ? head.ReasonPhrase : ReasonPhrases.For(head.StatusCode);
        var told = $"the proxy {proxy} refused: {head.StatusCode} {Redaction.Printable(reason)}";
        return new ProxyException(told.TrimEnd()) { StatusCode = head.StatusCode };
    }

    private async ValueTask<Wire> ToProxyAsync(Func<string, int, ValueTask<Wire>> reach)
    {
        Wire? wire = null;
        try
        {
            wire = await reach(proxy.Host, proxy.Port).ConfigureAwait(false);
            if (proxy.Scheme == ProxyScheme.Https)
            {
                await wire.SecureAsync(_handshake, clock, call).ConfigureAwait(false);
            }

            return wire;
        }
        catch (Exception cause)
        {
            wire?.Dispose();
            throw Explained(
                cause, wire is null ? $"no connection to the proxy {proxy}" : $"no TLS with the proxy {proxy}");
        }
    }

    // Null: the tunnel is there, or none is needed.
    private async ValueTask<ResponseHead?> TunnelAsync(Wire wire, string host, string? authorization)
    {
        if (route.IsForwarded)
        {
            return null;
        }

        ResponseHead? refusal = null;
        await wire.HandshakeAsync(clock, call, async proxyWire =>
        {
            if (proxy.Forwards)
            {
                var head = await ConnectTunnel.OpenAsync(
                    proxyWire, TargetOf(route.Origin), proxy.Headers, authorization).ConfigureAwait(false);
                refusal = ConnectTunnel.IsOpen(head) ? null : head;
                return;
            }

            if (proxy.Scheme is ProxyScheme.Socks4 or ProxyScheme.Socks4a)
            {
                await Socks4Tunnel.OpenAsync(proxyWire, proxy.Login, host, route.Origin.Port).ConfigureAwait(false);
            }
            else
            {
                await Socks5Tunnel.OpenAsync(proxyWire, proxy.Login, host, route.Origin.Port).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return refusal;
    }

    // Limits and cancellations are named by the one that set them.
    private Exception Explained(Exception cause, string what) => cause switch
    {
        _ when !FailureMapping.IsOfNetwork(cause) => cause,
        ProxyException { StatusCode: null } told =>
            new ProxyException($"{what}: {told.Message}", told.InnerException) { IsFinal = told.IsFinal },
        ProxyException told => told,
        _ => new ProxyException($"{what}: {_handshake.Explain(cause) ?? FailureMapping.Reason(cause)}", cause)
        {
            IsFinal = _handshake.WasRefused,
        },
    };

    // SOCKS takes one address. Most proxies have a way to IPv4, and SOCKS 4 to nothing else.
    private static string Best(IPAddress[] addresses) =>
        (Array.Find(addresses, one => one.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault())
            ?.ToString()
            ?? throw new SocketException((int)SocketError.HostNotFound);

    private static string TargetOf(Origin origin) => HostBrackets.Authority(origin.Host, origin.Port);
}
