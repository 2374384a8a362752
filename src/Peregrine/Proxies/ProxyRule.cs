namespace Peregrine;

/// <summary>The proxy of the origins that a pattern names; null is a direct connection.</summary>
internal readonly record struct ProxyRule(OriginPattern Pattern, ProxyServer? Server);
