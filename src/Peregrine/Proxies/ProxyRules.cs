namespace Peregrine;

/// <summary>
/// Which proxy an origin is reached through. What code says comes first: the rules, the most specific first, then the
/// proxy for everything; then the environment. Pure.
/// </summary>
internal sealed class ProxyRules
{
    private readonly ProxyRule[] _rules;
    private readonly Func<Origin, ProxyServer?>? _environment;

    private ProxyRules(ProxyRule[] rules, Func<Origin, ProxyServer?>? environment) =>
        (_rules, _environment) = (rules, environment);

    /// <summary>The rules of a session.</summary>
    /// <exception cref="ArgumentException">A proxy contradicts itself.</exception>
    internal static ProxyRules Create(Proxy? proxy, Proxies? rules, Func<Origin, ProxyServer?>? environment) =>
        proxy is not null ? new ProxyRules([.. rules?.Frozen() ?? [], .. Everywhere(proxy)], null)
        : new ProxyRules(rules?.Frozen() ?? [], environment);

    /// <summary>One proxy for everything, as a call names it.</summary>
    /// <exception cref="ArgumentException">The proxy contradicts itself.</exception>
    internal static ProxyRules Only(Proxy proxy) => new(Everywhere(proxy), null);

    /// <summary>The proxy of an origin; null for a direct connection.</summary>
    /// <exception cref="EnvironmentException">The variable that says it can't be understood.</exception>
    internal ProxyServer? For(Origin origin)
    {
        foreach (var (pattern, server) in _rules)
        {
            if (pattern.Matches(origin))
            {
                return server;
            }
        }

        return _environment?.Invoke(origin);
    }

    private static ProxyRule[] Everywhere(Proxy proxy) => [new ProxyRule(OriginPattern.Everything, proxy.Server)];
}
