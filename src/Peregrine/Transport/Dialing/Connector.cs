using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// The first part of a dial: from a name to a connected socket, past the session's rules for addresses.
/// </summary>
internal sealed class Connector(Route route, DialOptions dialing, TimeProvider time, DialClock clock, SendContext call)
{
    private TimeSpan? _dns;

    /// <summary>How far it came.</summary>
    internal ConnectStage Stage { get; private set; } = ConnectStage.Dns;

    /// <summary>When it was known where to connect to.</summary>
    internal long KnownAt { get; private set; } = time.GetTimestamp();

    /// <summary>A wire to the origin of the request.</summary>
    internal ValueTask<Wire> OriginAsync() =>
        dialing.UnixSocket is { } chosen ? UnixAsync(chosen)
        : route.Alternative is { } place ? HostAsync(place.HostFor(route.Origin), place.Port, route.Rules)
        : !route.Origin.IsUnixSocket ? HostAsync(route.Origin.Host, route.Origin.Port, route.Rules)
        : route.Rules is { AllowUnixSockets: false }
            ? throw Refused("the session's AddressRules let no URL name a Unix socket (AllowUnixSockets)")
            : UnixAsync(route.Origin.SocketPath);

    /// <summary>
    /// A wire through a proxy. The proxy itself was chosen by code or by the administrator of the machine, and the
    /// rules are not asked about it; they are asked about the origin as far as its addresses are known here (decision
    /// 14).
    /// </summary>
    internal ValueTask<Wire> ThroughAsync(ProxyServer proxy)
    {
        var resolvesHere = proxy.Scheme is ProxyScheme.Socks4 or ProxyScheme.Socks5;
        if (route.Rules is { AllowProxies: false } rules && !resolvesHere)
        {
            _ = IPAddress.TryParse(route.Origin.Host, out var number)
                ? Allowed([number], rules)
                : throw Refused(
                    $"the proxy {proxy} would look up {route.Origin.Host} itself, and the session's AddressRules could "
                    + "not see where that leads (AllowProxies)");
        }

        return new ProxyDial(proxy, route, clock, call)
            .ConnectAsync(
                (host, port) => HostAsync(host, port, rules: null), host => AddressesAsync(host, route.Rules));
    }

    /// <summary>
    /// A wire to a host. The address that the rules were asked about is the one that is connected to.
    /// </summary>
    internal async ValueTask<Wire> HostAsync(string host, int port, AddressRules? rules)
    {
        var addresses = await AddressesAsync(host, rules).ConfigureAwait(false);
        Stage = ConnectStage.Socket;
        var order = AddressOrder.Interleave(addresses.Where(
            address => dialing.LocalAddress is not { } local || local.AddressFamily == FamilyOf(address)));
        KnownAt = time.GetTimestamp();
        return order.Length == 0
            ? throw new SocketException((int)SocketError.AddressFamilyNotSupported)
            : Made(await new AddressRace(order, port, dialing, clock, call).RunAsync().ConfigureAwait(false));
    }

    /// <summary>The addresses of a host that the rules allow; at least one.</summary>
    internal async ValueTask<IPAddress[]> AddressesAsync(string host, AddressRules? rules)
    {
        if (IPAddress.TryParse(host, out var number))
        {
            return Allowed([number], rules);
        }

        var started = time.GetTimestamp();
        var addresses = await NameLookup.FindAsync(host, dialing, clock, call).ConfigureAwait(false);
        _dns = time.GetElapsedTime(started);
        return Allowed(addresses, rules);
    }

    private IPAddress[] Allowed(IPAddress[] addresses, AddressRules? rules)
    {
        if (rules is null)
        {
            return addresses;
        }

        var allowed = Array.FindAll(addresses, address => rules.Refusal(address) is null);
        return allowed.Length > 0 || addresses.Length == 0 ? allowed : throw Refused(rules.Refusal(addresses[0])!);
    }

    private async ValueTask<Wire> UnixAsync(string path)
    {
        Stage = ConnectStage.Socket;
        return Made(await UnixDial.ConnectAsync(path, dialing, clock, call).ConfigureAwait(false));
    }

    private Wire Made(Socket socket)
    {
        var wire = new Wire(socket, dialing.Filter, time);
        wire.Facts.Dns = _dns;
        return wire;
    }

    private AddressRefusedException Refused(string reason)
    {
        Stage = ConnectStage.Socket;
        return new AddressRefusedException(reason);
    }

    private static AddressFamily FamilyOf(IPAddress address) =>
        AddressForms.Unmapped(address).AddressFamily;
}
