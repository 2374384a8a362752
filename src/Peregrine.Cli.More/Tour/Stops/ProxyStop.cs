using System.Net;

namespace Peregrine;

/// <summary>Calls through a proxy that asks for a password: in clear, and through a tunnel.</summary>
internal sealed class ProxyStop(Httpbin bin) : IStop
{
    public string Title => "A proxy";

    public async Task RunAsync(Visit visit)
    {
        var password = visit.Secret("tour-proxy-23571");
        await using var proxy = new LoopbackProxy("alice", password);
        using var session = new HttpSession(new()
        {
            Tls = new TlsOptions { Authorities = bin.Authority },
            Proxy = $"http://alice:{password}@{proxy.Authority}",
        });

        await ThroughAsync(visit, session, proxy);
        await RefusedAsync(visit, session, proxy);
    }

    private async Task ThroughAsync(Visit visit, HttpSession session, LoopbackProxy proxy)
    {
        var forwarded = session.Get($"{bin.Url}headers");
        visit.Show(forwarded, "headers.Host");
        visit.Expect("the proxy was asked for the whole URL", $"GET {bin.Url}headers HTTP/1.1", proxy.Requests[0]);
        visit.Expect("and kept its password to itself", null, forwarded.Json()["headers"]?["Proxy-Authorization"]);

        var tunnelled = await session.GetAsync($"{bin.TlsUrl}get");
        visit.Show(tunnelled, "url");
        visit.Tell(tunnelled);
        visit.Expect("https goes through a tunnel", $"CONNECT {bin.TlsUrl.Authority} HTTP/1.1", proxy.Requests[1]);
        visit.Expect("in which HTTP/2 is agreed on", HttpVersion.Version20, tunnelled.Version);

        var direct = await session.GetAsync($"{bin.Url}get", new() { Proxy = Proxy.None });
        visit.Show(direct, "url");
        visit.Expect("Proxy.None goes without for one call; the proxy saw", 2, proxy.Requests.Count);
    }

    private async Task RefusedAsync(Visit visit, HttpSession session, LoopbackProxy proxy)
    {
        try
        {
            visit.Show(await session.GetAsync($"{bin.TlsUrl}get", new() { Proxy = $"http://{proxy.Authority}" }));
            visit.Expect("without the password there is no way", holds: false);
        }
        catch (ConnectException e)
        {
            visit.Show(e);
            visit.Expect("without the password there is no way", ConnectStage.Proxy, e.Stage);
        }
    }
}
