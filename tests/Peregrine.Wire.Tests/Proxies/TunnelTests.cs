using System.Net;

namespace Peregrine;

/// <summary>How a server is reached through a proxy.</summary>
public sealed class TunnelTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TLS_runs_inside_the_TLS_of_an_https_proxy(bool blocking)
    {
        await using var origin = new RawServer(
            Scripts.Answer($"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{new string('x', 100_000)}"),
            TestAuthority.Loopback);
        await using var proxy = new RawServer(ProxyScripts.Tunnel(origin.Port), TestAuthority.Loopback);
        using var session = Session(new Proxy($"https://localhost:{proxy.Port}") { Tls = TestAuthority.Trusted });

        for (var i = 0; i < 3; i++)
        {
            var response = await session.SendAsync(
                blocking,
                HttpMethod.Post,
                $"https://localhost:{origin.Port}/",
                new() { Body = Body.Bytes(new byte[200_000]) },
                Test);
            Assert.Equal(100_000, response.Bytes.Length);
        }

        Assert.Equal((1, 1), (proxy.Connections, origin.Connections));
        Assert.Equal("localhost", (await proxy.Accepted.NextAsync()).ServerName);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_comes_unasked_inside_both_ends_the_connection(bool blocking)
    {
        await using var origin = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Scripts.Ok);
                connection.Note("answered");
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                connection.Note("more");
                await connection.StallAsync();
            },
            TestAuthority.Loopback);
        await using var proxy = new RawServer(ProxyScripts.Tunnel(origin.Port), TestAuthority.Loopback);
        using var session = Session(new Proxy($"https://localhost:{proxy.Port}") { Tls = TestAuthority.Trusted });

        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal("ok", (await session.GetAsync(blocking, $"https://localhost:{origin.Port}/", Test)).Text);
            await origin.Notes.NextAsync();
            await origin.Notes.NextAsync();
            await Task.Delay(50, Test); // The proxy carries it over.
        }

        Assert.Equal(3, origin.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_https_proxy_is_checked_by_its_own_options_whatever_a_call_says_of_the_server(bool blocking)
    {
        await using var proxy = new RawServer(Scripts.Answer(), TestAuthority.Elsewhere);
        using var session = Session(new Proxy($"https://localhost:{proxy.Port}") { Tls = TestAuthority.Trusted });

        foreach (var url in (string[])["http://origin.test/", "https://origin.test/"])
        {
            var failure = await Assert.ThrowsAsync<ConnectException>(
                () => session.SendAsync(blocking, HttpMethod.Get, url, new() { Tls = TlsOptions.Insecure }, Test));

            Assert.Equal((ConnectStage.Proxy, false), (failure.Stage, failure.IsTransient));
            Assert.Contains("for another host", failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(proxy.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_behind_a_proxy_is_checked_as_ever(bool blocking)
    {
        await using var origin = new RawServer(Scripts.Answer(), TestAuthority.Elsewhere);
        await using var proxy = new RawServer(ProxyScripts.Tunnel(origin.Port));
        await using var socks = new RawServer(ProxyScripts.Socks5(origin.Port));
        using var session = Session(null);

        foreach (var way in (string[])[$"http://127.0.0.1:{proxy.Port}", $"socks5h://127.0.0.1:{socks.Port}"])
        {
            var failure = await Assert.ThrowsAsync<ConnectException>(() => session.SendAsync(
                blocking, HttpMethod.Get, $"https://localhost:{origin.Port}/", new() { Proxy = way }, Test));
            Assert.Equal(ConnectStage.Tls, failure.Stage);
        }

        Assert.Empty(origin.Requests);
    }

    [Theory]
    [InlineData("https://[::1]/", "[::1]:443")]
    [InlineData("https://[2001:db8::1]:8443/", "[2001:db8::1]:8443")]
    [InlineData("https://origin.test/", "origin.test:443")]
    [InlineData("https://bücher.test/", "xn--bcher-kva.test:443")]
    public async Task Connect_names_host_and_port_always(string url, string target)
    {
        await using var proxy = new RawServer(ProxyScripts.Say("HTTP/1.1 403 No\r\n\r\n"));
        using var session = Session($"127.0.0.1:{proxy.Port}");

        await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(url, Test));

        Assert.Equal((target, target), (proxy.Requests[0].Target, proxy.Requests[0].Field("Host")));
    }

    [Theory]
    [InlineData("socks5h", "http://origin.test/", "3 origin.test")]
    [InlineData("socks5h", "http://localhost/", "3 localhost")]
    [InlineData("socks5h", "http://10.0.0.1/", "1 0A000001")]
    [InlineData("socks5", "http://a.localhost/", "1 7F000001")]
    [InlineData("socks5h", "http://[::1]/", "4 00000000000000000000000000000001")]
    public async Task Socks_5_names_the_host_as_its_scheme_says(string scheme, string url, string expected)
    {
        await using var origin = new RawServer(Scripts.Answer());
        await using var proxy = new RawServer(ProxyScripts.Socks5(origin.Port));
        using var session = Session($"{scheme}://127.0.0.1:{proxy.Port}");

        var response = await session.GetAsync(url, Test);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(expected, await proxy.Notes.NextAsync());
        Assert.Equal("/", Assert.Single(origin.Requests).Target);
    }

    [Fact]
    public async Task A_name_that_is_not_resolved_here_is_the_names_failure_and_not_the_proxys()
    {
        await using var proxy = new RawServer(Scripts.Stall);
        using var session = Session($"socks5://127.0.0.1:{proxy.Port}");

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync("http://no-such-host.invalid/", Test));

        Assert.Equal(ConnectStage.Dns, failure.Stage);
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task A_host_that_socks_4_can_not_name_is_an_error()
    {
        await using var proxy = new RawServer(Scripts.Stall);
        using var session = Session($"socks4a://127.0.0.1:{proxy.Port}");

        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("http://[2001:db8::1]/", Test));

        Assert.Equal((ConnectStage.Proxy, false), (failure.Stage, failure.IsTransient));
        Assert.Contains("no IPv6", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    [InlineData("socks5h", false)]
    [InlineData("socks4", true)]
    public async Task A_proxy_that_is_not_there_is_the_proxys_failure(string scheme, bool blocking)
    {
        using var session = Session($"{scheme}://127.0.0.1:1");

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, "http://127.0.0.1/", Test));

        Assert.Equal((ConnectStage.Proxy, true), (failure.Stage, failure.IsTransient));
        Assert.Contains(
            "no connection to the proxy 127.0.0.1:1: connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tunnel_that_the_proxy_closed_while_it_lay_idle_is_made_anew(bool blocking)
    {
        await using var origin = new RawServer(Scripts.AnswerAndClose(Scripts.Ok), TestAuthority.Loopback);
        await using var proxy = new RawServer(ProxyScripts.Tunnel(origin.Port));
        using var session = Session($"127.0.0.1:{proxy.Port}");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("ok", (await session.GetAsync(blocking, $"https://localhost:{origin.Port}/", Test)).Text);
            await proxy.Ended.NextAsync();
        }

        Assert.Equal(3, proxy.Connections);
    }

    [Fact]
    public async Task The_environment_names_a_proxy_for_other_hosts_and_never_for_this_machine()
    {
        await using var origin = new RawServer(Scripts.Answer());
        await using var proxy = new RawServer(Scripts.Answer());
        using var session = new HttpSession(new()
        {
            ReadVariable = name => name switch
            {
                "http_proxy" => $"http://u:p@127.0.0.1:{proxy.Port}",
                "no_proxy" => "free.test",
                _ => null,
            },
        });

        Assert.Equal(proxy.Port, PortOf(await session.GetAsync("http://origin.test/", Test)));
        Assert.Equal(origin.Port, PortOf(await session.GetAsync(origin.Root, Test)));
        Assert.Equal(origin.Port, PortOf(await session.GetAsync($"http://a.localhost:{origin.Port}/", Test)));
        Assert.Equal(
            ConnectStage.Dns,
            (await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("http://free.test/", Test))).Stage);
        Assert.Equal(ConnectStage.Dns, (await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync("http://origin.test/", new() { Proxy = Proxy.None }, Test))).Stage);
        using var off = session.With(new() { Environment = EnvironmentOptions.None });
        Assert.Equal(
            ConnectStage.Dns,
            (await Assert.ThrowsAsync<ConnectException>(() => off.GetAsync("http://origin.test/", Test))).Stage);
        Assert.Equal("Basic dTpw", Assert.Single(proxy.Requests).Field("Proxy-Authorization"));
    }

    private static int PortOf(Response response) => ((IPEndPoint)response.RemoteEndPoint!).Port;

    private static HttpSession Session(Proxy? proxy) =>
        new(new() { Proxy = proxy, Tls = TestAuthority.Trusted, Timeout = 5 });
}
