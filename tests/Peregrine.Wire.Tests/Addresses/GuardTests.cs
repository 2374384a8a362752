using System.Net;

namespace Peregrine;

/// <summary>The guard against requests that are turned against one's own network.</summary>
public sealed class GuardTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("http://127.1:PORT/")]
    [InlineData("http://2130706433:PORT/")]
    [InlineData("http://0x7f000001:PORT/")]
    [InlineData("http://0x7f.1:PORT/")]
    [InlineData("http://0177.0.0.1:PORT/")]
    [InlineData("http://0:PORT/")]
    [InlineData("http://127.0.0.1.:PORT/")]
    [InlineData("http://[::1]:PORT/")]
    [InlineData("http://[::]:PORT/")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/")]
    [InlineData("http://[::ffff:7f00:1]:PORT/")]
    [InlineData("http://[64:ff9b::7f00:1]:PORT/")]
    [InlineData("http://localhost:PORT/")]
    [InlineData("http://LOCALHOST.:PORT/")]
    [InlineData("http://api.localhost:PORT/")]
    [InlineData("http://rebound.test:PORT/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fd00:ec2::254]/latest/")]
    [InlineData("http+unix://%2Frun%2Fdocker.sock/info")]
    public async Task What_is_not_public_is_refused_before_anything_is_sent(string url)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = new HttpSession(new()
        {
            AddressRules = AddressRules.PublicOnly,
            Retry = 3,
            Resolve = Resolver.Fixed(
                ("rebound.test", "127.0.0.1"), ("localhost", "127.0.0.1"), ("api.localhost", "::1")),
            ConfigureSocket = _ => Assert.Fail("A socket was made."),
        });

        foreach (var blocking in new[] { true, false })
        {
            var refused = await Assert.ThrowsAsync<ConnectException>(() =>
                session.GetAsync(blocking, url.Replace("PORT", $"{server.Port}", StringComparison.Ordinal), Test));
            Assert.Equal((ConnectStage.Socket, false), (refused.Stage, refused.IsTransient));
            Assert.Contains("AddressRules", refused.Message, StringComparison.Ordinal);
            Assert.Single(refused.Attempts);
        }

        Assert.Equal((0, 0), (server.Connections, session.GetPoolSnapshot().Open));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", false)]
    [InlineData("http://169.254.169.254/latest/meta-data/", true)]
    [InlineData("http://inside.test/", false)]
    [InlineData("http://inside.test/", true)]
    public async Task A_redirect_to_the_inside_is_refused(string location, bool blocking)
    {
        await using var server = new RawServer(
            Scripts.Answer($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"));
        using var session = new HttpSession(new()
        {
            AddressRules = AddressRules.PublicOnly with { Allow = ["127.0.0.1"] },
            Resolve = Resolver.Fixed(("outside.test", "127.0.0.1"), ("inside.test", "10.0.0.1")),
        });

        var refused = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"http://outside.test:{server.Port}/", Test));

        Assert.Contains(location.Contains("169", StringComparison.Ordinal)
            ? "169.254.169.254 is not public (link-local"
            : "10.0.0.1 is not public (private", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_changes_is_asked_once_for_each_connection_and_what_was_checked_is_connected_to(
        bool blocking)
    {
        await using var server = new RawServer(
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        var asked = 0;
        using var session = new HttpSession(new()
        {
            AddressRules = new AddressRules { Deny = ["127.0.0.2"] },
            Resolve = (_, _) => new([IPAddress.Parse(asked++ % 2 == 0 ? "127.0.0.1" : "127.0.0.2")]),
        });

        await session.GetAsync(blocking, $"http://rebinding.test:{server.Port}/", Test);
        await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"http://rebinding.test:{server.Port}/", Test));

        Assert.Equal((2, 1), (asked, server.Connections));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forbidden_addresses_of_a_name_are_passed_over(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = new HttpSession(new()
        {
            AddressRules = new AddressRules { Allow = ["127.0.0.1"] },
            Resolve = (_, _) => new([IPAddress.IPv6Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]),
        });

        var response = await session.GetAsync(blocking, $"http://mixed.test:{server.Port}/", Test);

        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)response.RemoteEndPoint!).Address);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_of_a_session_without_rules_is_not_used_by_one_with_rules(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var open = new HttpSession(new() { BaseUrl = server.Root });
        using var guarded = open.With(new() { AddressRules = AddressRules.PublicOnly });

        await open.GetAsync(blocking, "/", Test);

        await Assert.ThrowsAsync<ConnectException>(() => guarded.GetAsync(blocking, "/", Test));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("http", "http://public.test/", false)]
    [InlineData("http", "https://public.test/", false)]
    [InlineData("socks5h", "http://public.test/", false)]
    [InlineData("socks5", "http://inside.test/", false)]
    [InlineData("http", "http://10.0.0.1/", false)]
    [InlineData("http", "http://8.8.8.8/", true)]
    [InlineData("socks5", "http://public.test/", true)]
    public async Task Through_a_proxy_a_host_is_reached_only_where_its_address_is_known_here(
        string scheme, string url, bool isAllowed)
    {
        await using var proxy = new RawServer(connection =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });
        using var session = new HttpSession(new()
        {
            AddressRules = AddressRules.PublicOnly,
            Proxy = $"{scheme}://127.0.0.1:{proxy.Port}",
            Resolve = Resolver.Fixed(("public.test", "8.8.8.8"), ("inside.test", "10.0.0.1")),
        });

        var failure = await Assert.ThrowsAnyAsync<RequestException>(() => session.GetAsync(url, Test));

        Assert.Equal(isAllowed ? 1 : 0, proxy.Connections);
        Assert.Equal(!isAllowed, failure.Message.Contains("AddressRules", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_is_trusted_to_look_up_names_when_the_rules_say_so()
    {
        await using var proxy = new RawServer(Scripts.Answer());
        using var session = new HttpSession(
            new() { AddressRules = AddressRules.PublicOnly with { AllowProxies = true }, Proxy = proxy.Root });

        var response = await session.GetAsync("http://public.test/", Test);

        Assert.Equal(200, response.StatusCode);
    }
}
