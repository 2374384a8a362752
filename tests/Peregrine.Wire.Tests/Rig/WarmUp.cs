[assembly: AssemblyFixture(typeof(Peregrine.WarmUp))]
[assembly: CollectionBehavior(MaxParallelThreads = 8)]

namespace Peregrine;

/// <summary>Makes each kind of call once before any test measures one: what is compiled then is not measured.</summary>
public sealed class WarmUp : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        foreach (var tls in new[] { null, TestAuthority.Loopback })
        {
            await using var server = new RawServer(Scripts.Answer(), tls);
            using var session = Sessions.For(server, options => options.Timeout = 30);
            await session.GetAsync(blocking: false, "/", CancellationToken.None);
            await session.GetAsync(blocking: true, "/", CancellationToken.None);
            await ThroughProxiesAsync(session, server);
        }

        await using var peer = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2);
        using var shared = Http2Sessions.For(peer, options => options.Timeout = 30);
        await shared.GetAsync(blocking: false, "/", CancellationToken.None);
        await shared.GetAsync(blocking: true, "/", CancellationToken.None);
    }

    public ValueTask DisposeAsync() => default;

    private static async Task ThroughProxiesAsync(HttpSession session, RawServer server)
    {
        await using var http = new RawServer(ProxyScripts.Tunnel(server.Port));
        await using var socks = new RawServer(ProxyScripts.Socks5(server.Port));
        foreach (var proxy in (string[])[$"http://127.0.0.1:{http.Port}", $"socks5h://127.0.0.1:{socks.Port}"])
        {
            await session.SendAsync(
                blocking: false, HttpMethod.Get, "/", new() { Proxy = proxy }, CancellationToken.None);
            await session.SendAsync(
                blocking: true, HttpMethod.Get, "/", new() { Proxy = proxy }, CancellationToken.None);
        }

        await using var silent = new RawServer(Scripts.AnswerAndStall("HTTP/1.1 "));
        foreach (var blocking in (bool[])[false, true])
        {
            // The first exception of a process costs more than a tenth of a second.
            await Assert.ThrowsAsync<RequestTimeoutException>(() => session.SendAsync(
                blocking,
                HttpMethod.Get,
                "https://silent.test/",
                new() { Proxy = silent.Root, Timeout = new Timeouts { Connect = TimeSpan.FromMilliseconds(200) } },
                CancellationToken.None));
        }
    }
}
