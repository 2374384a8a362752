using System.Text.Json;

namespace Peregrine;

/// <summary>
/// A case of noproxy.json: what its client expects and what we make of it, as texts. Lists of curl and requests are
/// asked alone; those of Go and httpx as the environment, where this machine is never proxied; httpx's mounts and
/// requests' dictionary as rules.
/// </summary>
internal sealed class NoProxyCase(JsonElement given)
{
    internal const string Refused = "refused";
    private const string Direct = "direct";
    private const string Proxied = "proxied";

    internal string Id => Text("id")!;

    internal string Dialect => Text("dialect")!;

    internal string Url => Text("url")
        ?? $"http://{HostOf(Text("host")!)}{(given.TryGetProperty("port", out var port) ? $":{port}" : "")}/";

    internal bool IsUnderCgi => given.TryGetProperty("cgi", out var cgi) && cgi.GetBoolean();

    internal string Expected => given.GetProperty("expected") switch
    {
        { ValueKind: JsonValueKind.True } => Direct,
        { ValueKind: JsonValueKind.False } => Proxied,
        { ValueKind: JsonValueKind.Null } => given.TryGetProperty("error", out _) ? Refused : Direct,
        { } proxy => NameOf(new Proxy(proxy.GetString()!).Server),
    };

    internal string Actual
    {
        get
        {
            try
            {
                return Judge(RequestTarget.Parse(Url).Origin);
            }
            catch (InvalidUrlException)
            {
                return Refused;
            }
        }
    }

    private string Judge(Origin origin) => Dialect switch
    {
        "curl" or "requests" => Bypass(Text("no_proxy")!, origin),
        "curl-cidr" => Bypass($"{Text("network")}/{given.GetProperty("bits")}", origin),
        "go" when Text("no_proxy") is { } list =>
            Through(new() { ["http_proxy"] = "proxy", ["no_proxy"] = list }, origin) == Direct ? Direct : Proxied,
        "go" or "httpx" => Through(Pairs("env"), origin),
        "httpx-pattern" => Matches(origin),
        "httpx-mounts" => Ruled(Pairs("mounts"), origin),
        _ => Ruled(Pairs("proxies"), origin),
    };

    private static string Bypass(string list, Origin origin) => NoProxy.Parse(list).Matches(origin) ? Direct : Proxied;

    // For a pattern "true" is a match, which the other dialects call direct.
    private string Matches(Origin origin) => OriginPattern.Parse(Text("pattern")!).Matches(origin) ? Direct : Proxied;

    private static string Ruled(Dictionary<string, string> rules, Origin origin)
    {
        var proxies = new Proxies();
        foreach (var (pattern, proxy) in rules)
        {
            proxies.Add(pattern, proxy);
        }

        return NameOf(ProxyRules.Create(null, proxies, null).For(origin));
    }

    private string Through(Dictionary<string, string> environment, Origin origin)
    {
        if (IsUnderCgi)
        {
            environment["REQUEST_METHOD"] = "GET";
        }

        return NameOf(
            EnvironmentProxies.FromVariables(
                new EnvironmentVariables(EnvironmentOptions.All, name => environment.GetValueOrDefault(name)))
                ?.For(origin));
    }

    private static string NameOf(ProxyServer? server) =>
        server is null ? Direct : $"{server.Scheme} {server.Authority}";

    private static string HostOf(string host) =>
        host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;

    private string? Text(string name) => given.TryGetProperty(name, out var value) ? value.GetString() : null;

    private Dictionary<string, string> Pairs(string name) =>
        given.GetProperty(name).EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!, StringComparer.Ordinal);
}
