namespace Peregrine;

/// <summary>Which requests may share a connection: those for one origin with the same trust, by the same way.</summary>
internal readonly record struct PoolKey(Origin Origin, TlsOptions? Tls, ProxyServer? Proxy)
{
    /// <summary>Whether the proxy gets the requests themselves, in absolute form (RFC 9112, section 3.2.2); else it only tunnels.</summary>
    internal bool IsForwarded => Proxy is { Forwards: true } && !Origin.IsSecure;

    /// <exception cref="ConnectException">The environment names a proxy, or authorities, that can't be understood.</exception>
    internal static PoolKey Of(Request request, Call call)
    {
        var origin = request.Target.Origin;
        var settings = call.Settings;
        try
        {
            var proxy = settings.Proxies.For(origin);
            if (proxy is { Scheme: ProxyScheme.Https, Tls: null })
            {
                proxy = proxy with { Tls = settings.Authorities?.Trust ?? TlsOptions.Default };
            }

            return new PoolKey(origin, origin.IsSecure ? settings.Tls ?? settings.Authorities?.Trust ?? TlsOptions.Default : null, proxy);
        }
        catch (EnvironmentException fault)
        {
            throw FailureMapping.Environment(fault, request, call);
        }
    }
}
