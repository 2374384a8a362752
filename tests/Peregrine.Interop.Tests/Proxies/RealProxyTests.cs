using System.Net;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>
/// Every kind of proxy, as Debian has it, before a server for http and one for https, blocking and not.
/// </summary>
[Trait("run", "long")]
public sealed class RealProxyTests(RealProxies proxies)
{
    private static readonly (string Name, string Scheme, string UserInfo)[] Kinds =
    [
        ("squid", "http", ""),
        ("squid-basic", "http", "alice:open%20sesame@"),
        ("squid-tls", "https", "alice:open%20sesame@"),
        ("tinyproxy", "http", ""),
        ("tinyproxy-basic", "http", "alice:opensesame@"),
        ("microsocks", "socks5", ""),
        ("microsocks", "socks5h", ""),
        ("microsocks-password", "socks5", "alice:open%20sesame@"),
        ("microsocks-password", "socks5h", "alice:open%20sesame@"),
        ("dante", "socks4", ""),
        ("dante", "socks4", "alice@"),
        ("dante", "socks5h", ""),
        ("twisted", "socks4", ""),
        ("twisted", "socks4a", "alice@"),
    ];

    public static TheoryData<string, string, string, bool, bool> Ways => [.. from kind in Kinds
        from secure in (bool[])[false, true]
        from blocking in (bool[])[false, true]
        select (kind.Name, kind.Scheme, kind.UserInfo, secure, blocking)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_server_is_reached_through_the_proxy_and_never_hears_who_asked_it(
        string name, string scheme, string userInfo, bool secure, bool blocking)
    {
        var port = await proxies.PortAsync(name);
        await using var bin = await Httpbin.StartAsync(Token);
        using var session = Session(bin, new Proxy($"{scheme}://{userInfo}localhost:{port}")
        {
            Tls = scheme == "https" ? new() { Authorities = proxies.Authority } : null,
        });

        var first = await GetAsync(session, $"{Root(bin, secure)}headers", blocking);
        var second = await GetAsync(session, $"{Root(bin, secure)}anything?a=b", blocking);

        Assert.Equal(200, first.StatusCode);
        Assert.Equal(port, ((IPEndPoint)first.RemoteEndPoint!).Port);
        Assert.DoesNotContain(
            (JsonObject)first.Json()["headers"]!,
            field => field.Key.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("b", (string?)second.Json()["args"]!["a"]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Digest_is_answered_to_a_proxy_that_asks_for_it(bool secure, bool blocking)
    {
        var port = await proxies.PortAsync("squid-digest");
        await using var bin = await Httpbin.StartAsync(Token);
        using var session = Session(
            bin, new Proxy($"http://127.0.0.1:{port}") { Auth = Auth.Digest(RealProxies.User, RealProxies.Password) });

        var first = await GetAsync(session, $"{Root(bin, secure)}headers", blocking);
        var posted = blocking
            ? await Task.Run(() => session.Post($"{Root(bin, secure)}post", new() { Json = new { a = 1 } }), Token)
            : await session.PostAsync($"{Root(bin, secure)}post", new() { Json = new { a = 1 } }, Token);

        Assert.DoesNotContain(
            (JsonObject)first.Json()["headers"]!,
            field => field.Key.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, (int?)posted.Json()["json"]!["a"]);
    }

    [Theory]
    [InlineData("squid-basic", "http", "alice:wrong@", 407)]
    [InlineData("squid-basic", "http", "", 407)]
    [InlineData("squid-digest", "http", "alice:wrong@", 407)]
    [InlineData("tinyproxy-basic", "http", "", 407)]
    [InlineData("tinyproxy-basic", "http", "alice:wrong@", 401)]
    [InlineData("microsocks-password", "socks5h", "alice:wrong@", null)]
    [InlineData("microsocks-password", "socks5h", "", null)]
    public async Task A_wrong_password_is_the_refusal_of_the_proxy(
        string name, string scheme, string userInfo, int? status)
    {
        var port = await proxies.PortAsync(name);
        await using var bin = await Httpbin.StartAsync(Token);
        using var session = Session(bin, $"{scheme}://{userInfo}127.0.0.1:{port}");

        foreach (var url in (string[])[$"{bin.TlsUrl}get", $"{bin.Url}get"])
        {
            if (status == 401 && url.StartsWith("http:", StringComparison.Ordinal))
            {
                // Tinyproxy's own answer can't be told from a server's.
                Assert.Equal(401, (await session.GetAsync(url, Token)).StatusCode);
                continue;
            }

            var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(url, Token));
            var blocked = Assert.Throws<ConnectException>(() => session.Get(url, cancellationToken: Token));

            Assert.Equal((ConnectStage.Proxy, status), (failure.Stage, failure.ProxyStatusCode));
            Assert.Equal((ConnectStage.Proxy, status), (blocked.Stage, blocked.ProxyStatusCode));
            Assert.False(failure.IsTransient);
            Assert.DoesNotContain("wrong", failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("squid", "http", 503)]
    [InlineData("tinyproxy", "http", 500)]
    [InlineData("microsocks", "socks5h", null)]
    [InlineData("dante", "socks4", null)]
    [InlineData("twisted", "socks4a", null)]
    public async Task A_server_that_the_proxy_can_not_reach_is_the_proxys_failure(
        string name, string scheme, int? status)
    {
        var port = await proxies.PortAsync(name);
        using var session = new HttpSession(new() { Proxy = $"{scheme}://127.0.0.1:{port}" });

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync($"https://127.0.0.1:{Daemon.FreePort()}/", Token));

        Assert.Equal((ConnectStage.Proxy, status), (failure.Stage, failure.ProxyStatusCode));
    }

    [Fact]
    public async Task An_https_proxy_that_is_not_trusted_gets_no_request_even_from_a_call_that_trusts_every_server()
    {
        var port = await proxies.PortAsync("squid-tls");
        await using var bin = await Httpbin.StartAsync(Token);
        using var session = Session(bin, $"https://alice:open%20sesame@localhost:{port}");

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync($"{bin.TlsUrl}get", new() { Tls = TlsOptions.Insecure }, Token));

        Assert.Equal(ConnectStage.Proxy, failure.Stage);
        Assert.Contains("TLS", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task A_redirect_to_https_goes_through_a_tunnel_and_carries_no_credentials_of_the_proxy()
    {
        var port = await proxies.PortAsync("squid-basic");
        await using var bin = await Httpbin.StartAsync(Token);
        using var session = Session(bin, $"http://alice:open%20sesame@127.0.0.1:{port}");

        var response = await session.GetAsync(
            $"{bin.Url}redirect-to", new() { Query = { ["url"] = $"{bin.TlsUrl}headers" } }, Token);

        Assert.Equal(Uri.UriSchemeHttps, response.Url.Scheme);
        Assert.DoesNotContain(
            (JsonObject)response.Json()["headers"]!,
            field => field.Key.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_proxy_is_chosen_for_each_call_and_for_each_origin()
    {
        var (squid, socks) = (await proxies.PortAsync("squid"), await proxies.PortAsync("microsocks"));
        await using var bin = await Httpbin.StartAsync(Token);
        using var session = new HttpSession(new()
        {
            Proxies =
            {
                ["all://"] = $"http://127.0.0.1:{squid}",
                ["https://*localhost"] = $"socks5h://127.0.0.1:{socks}",
            },
            Tls = new() { Authorities = bin.Authority },
        });

        Assert.Equal(squid, PortOf(await session.GetAsync($"{bin.Url}get", Token)));
        Assert.Equal(socks, PortOf(await session.GetAsync($"{bin.TlsUrl}get", Token)));
        Assert.Equal(
            bin.Url.Port, PortOf(await session.GetAsync($"{bin.Url}get", new() { Proxy = Proxy.None }, Token)));
        Assert.Equal(
            socks,
            PortOf(await session.GetAsync($"{bin.Url}get", new() { Proxy = $"socks5://127.0.0.1:{socks}" }, Token)));
        Assert.Equal(squid, PortOf(await session.GetAsync($"{bin.Url}get", Token)));
    }

    private static HttpSession Session(Httpbin bin, Proxy? proxy) =>
        new(new() { Proxy = proxy, Tls = new() { Authorities = bin.Authority } });

    private static Uri Root(Httpbin bin, bool secure) => secure ? bin.TlsUrl : bin.Url;

    private static int PortOf(Response response) => ((IPEndPoint)response.RemoteEndPoint!).Port;

    private static Task<Response> GetAsync(HttpSession session, string url, bool blocking) =>
        blocking ? Task.Run(() => session.Get(url, cancellationToken: Token), Token) : session.GetAsync(url, Token);
}
