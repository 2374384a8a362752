namespace Peregrine;

/// <summary>
/// By which way an origin is reached: with which trust, through which proxy, under which rules for addresses. Requests
/// of the same route may share a connection.
/// </summary>
/// <param name="Origin">The origin.</param>
/// <param name="Tls">The trust; null without TLS.</param>
/// <param name="Proxy">The proxy; null for a direct connection.</param>
/// <param name="IsForwarded">Whether the proxy gets the requests themselves, in absolute form (RFC 9112, section
/// 3.2.2); else it only tunnels, as it has to for HTTP/2.</param>
/// <param name="Rules">The rules for addresses; null allows all.</param>
/// <remarks>
/// A class, because what is made of a struct's type is compiled anew in each process; that of the call before serves
/// again.
/// </remarks>
internal sealed record Route(
    Origin Origin, TlsOptions? Tls, ProxyServer? Proxy, bool IsForwarded, AddressRules? Rules)
{
    /// <summary>The route of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="call">Its call.</param>
    /// <param name="last">One that is given again when it is the same.</param>
    /// <exception cref="ConnectException">The environment names a proxy, or authorities, that can't be
    /// understood.</exception>
    internal static Route ForRequest(Request request, SendContext call, Route? last = null)
    {
        var origin = request.Target.Origin;
        var settings = call.Transport;
        try
        {
            var proxy = origin.IsUnixSocket ? null : settings.Proxies.For(origin);
            if (proxy is { Scheme: ProxyScheme.Https, Tls: null })
            {
                proxy = proxy with { Tls = settings.Authorities?.Trust ?? TlsOptions.Default };
            }

            var tls = origin.IsSecure ? settings.Tls ?? settings.Authorities?.Trust ?? TlsOptions.Default : null;
            var isForwarded = proxy is { Forwards: true } && tls is null
                && ProtocolChoice.ForRequest(request, call) != Protocols.Http2;
            return last is { Alternative: null } && last.Is(origin, tls, proxy, isForwarded, settings.AddressRules)
                ? last
                : new Route(origin, tls, proxy, isForwarded, settings.AddressRules);
        }
        catch (EnvironmentException fault)
        {
            throw FailureMapping.Environment(fault, request, call);
        }
    }

    /// <summary>The place that is connected to instead of the origin, for which it speaks.</summary>
    internal AltService? Alternative { get; private init; }

    public bool Equals(Route? other) => ReferenceEquals(this, other)
        || (other is not null && Is(other.Origin, other.Tls, other.Proxy, other.IsForwarded, other.Rules)
            && Alternative == other.Alternative);

    /// <summary>A hash of the origin: few keys have the same.</summary>
    public override int GetHashCode() => Origin.Host.GetHashCode(StringComparison.Ordinal) ^ Origin.Port;

    /// <summary>The route by another place, which speaks for the origin.</summary>
    // The same place, for however long it was named.
    internal Route For(AltService? by) =>
        by is null ? this : this with { Alternative = by with { MaxAge = default } };

    private bool Is(Origin origin, TlsOptions? tls, ProxyServer? proxy, bool isForwarded, AddressRules? rules) =>
        Origin == origin && Tls == tls && Proxy == proxy && IsForwarded == isForwarded && Rules == rules;
}
