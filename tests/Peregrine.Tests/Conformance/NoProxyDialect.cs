namespace Peregrine;

/// <summary>Where noproxy.json contradicts itself or us. docs/dialect.md gives the reasons by the same words.</summary>
internal static class NoProxyDialect
{
    internal static readonly DialectRule<NoProxyCase>[] Rules =
    [
        new(
            "no URL that can be called: another scheme, no host, or an IPv6 zone.",
            one => one.Url.StartsWith("file:", StringComparison.Ordinal)
                || one.Url.EndsWith("://", StringComparison.Ordinal)
                || one.Url.Contains(":///", StringComparison.Ordinal)
                || one.Url.Contains('%', StringComparison.Ordinal)),
        new(
            "a dot in front: Go and httpx take the subdomains alone, curl, requests and .NET the name too; so do we.",
            one => one.Dialect == "go" && one.Url.Contains("://barbaz.net:", StringComparison.Ordinal),
            _ => "direct"),
        new(
            "names below `localhost` are this machine (RFC 6761, section 6.3), so they are never proxied by the "
            + "environment; Go knows `localhost` alone.",
            one => one.Url.Contains(".localhost:", StringComparison.Ordinal),
            _ => "direct"),
        new(
            "this machine is never reached through a proxy of the environment, as Go has it; httpx asks the proxy.",
            one => one.Dialect == "httpx" && one.Url.Contains("127.0.0.1", StringComparison.Ordinal),
            _ => "direct"),
        new(
            "`http_proxy` in lower case can't be set by a client's header, so it counts under CGI, as curl and Python "
            + "have it; Go refuses both.",
            one => one.IsUnderCgi,
            _ => "Http 10.1.2.3:8080"),
    ];

    /// <summary>The rule that explains why a case comes out otherwise than its client expects.</summary>
    internal static DialectRule<NoProxyCase>? RuleOf(NoProxyCase one) =>
        one.Expected == one.Actual ? null : Rules.FirstOrDefault(rule => rule.Explains(one));
}
