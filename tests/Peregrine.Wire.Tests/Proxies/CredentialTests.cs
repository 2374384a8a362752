namespace Peregrine;

/// <summary>Who is told who asks: the proxy alone.</summary>
public sealed class CredentialTests
{
    private const string Asks = "Basic dTpTRUNSRVQ="; // u:SECRET

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_that_says_that_it_closes_gets_the_next_request_on_another_connection(bool blocking)
    {
        await using var proxy = new RawServer(
            Scripts.AnswerFirst("HTTP/1.1 200 OK\r\nProxy-Connection: Close\r\nContent-Length: 2\r\n\r\nok"));
        using var session = new HttpSession(new() { Proxy = proxy.Root, Timeout = 5 });
        for (var i = 0; i < 2; i++)
        {
            var options = new RequestOptions { Body = Body.Text("x") };
            var response = await session.SendAsync(
                blocking, HttpMethod.Post, "http://origin.example/", options, TestContext.Current.CancellationToken);
            Assert.Equal("ok", response.Text);
        }

        Assert.Equal(2, proxy.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connect_carries_what_the_proxy_is_to_know_and_nothing_of_the_request(bool blocking)
    {
        await using var origin = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        await using var proxy = new RawServer(ProxyScripts.Tunnel(origin.Port));
        using var session = Session(
            new Proxy($"http://u:SECRET@127.0.0.1:{proxy.Port}") { Headers = { ["X-Tenant"] = "a" } });

        var options = new RequestOptions
        {
            Headers = { ["X-API-Key"] = "k", ["User-Agent"] = "ua" },
            Auth = Auth.Bearer("t"),
            Cookies = { ["sid"] = "s" },
            Query = { ["q"] = "v" },
        };
        await session.SendAsync(blocking, HttpMethod.Get, $"https://localhost:{origin.Port}/x", options, Test);
        await session.SendAsync(blocking, HttpMethod.Get, $"https://localhost:{origin.Port}/y", options, Test);

        Assert.Equal(
            $"CONNECT localhost:{origin.Port} HTTP/1.1\r\nHost: localhost:{origin.Port}\r\nX-Tenant: a\r\n"
            + $"Proxy-Authorization: {Asks}\r\n\r\n",
            Assert.Single(proxy.Requests).Head);
        Assert.Equal(["/x?q=v", "/y?q=v"], origin.Requests.Select(request => request.Target));
        Assert.All(origin.Requests, request => AssertKnowsNoProxy(request));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_for_http_goes_to_the_proxy_in_absolute_form_without_userinfo(bool blocking)
    {
        await using var proxy = new RawServer(Scripts.Answer());
        using var session = Session(
            new Proxy($"http://u:SECRET@127.0.0.1:{proxy.Port}") { Headers = { ["X-Tenant"] = "a" } });

        var response = await session.SendAsync(
            blocking, HttpMethod.Post, "http://alice:pw@origin.test:8080/x?y#z", new() { Json = 1 }, Test);

        var request = Assert.Single(proxy.Requests);
        Assert.Equal("POST http://origin.test:8080/x?y HTTP/1.1", request.Line);
        Assert.Equal("origin.test:8080", request.Field("Host"));
        Assert.Equal(Asks, request.Field("Proxy-Authorization"));
        Assert.Equal("Basic YWxpY2U6cHc=", request.Field("Authorization"));
        Assert.Null(request.Field("X-Tenant")); // The proxy would pass it on.
        Assert.Null(response.Request.Headers["Proxy-Authorization"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_redirect_to_https_or_past_the_proxy_carries_nothing_of_the_proxys(bool blocking)
    {
        await using var direct = new RawServer(Scripts.Answer());
        await using var origin = new RawServer(
            Scripts.Answer(
                $"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{direct.Port}/direct\r\nContent-Length: 0\r\n\r\n"),
            TestAuthority.Loopback);
        await using var proxy = new RawServer(ProxyScripts.Tunnel(
            origin.Port,
            $"HTTP/1.1 302 Found\r\nLocation: https://localhost:{origin.Port}/secure\r\nContent-Length: 0\r\n\r\n"));
        using var session = new HttpSession(new()
        {
            Proxies = { ["all://"] = $"http://u:SECRET@127.0.0.1:{proxy.Port}", ["all://127.0.0.1"] = Proxy.None },
            Tls = TestAuthority.Trusted,
            Redirects = new RedirectPolicy { AllowDowngrade = true, KeepHeaders = ["Proxy-Authorization"] },
        });

        var response = await session.GetAsync(blocking, "http://origin.test/start", Test);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(2, response.History.Count);
        Assert.Equal(["GET", "CONNECT"], proxy.Requests.Select(request => request.Method));
        AssertKnowsNoProxy(Assert.Single(origin.Requests));
        AssertKnowsNoProxy(Assert.Single(direct.Requests));
        Assert.All(response.History.Append(response), one => Assert.Null(one.Request.Headers["Proxy-Authorization"]));
    }

    [Theory]
    [InlineData("header of a handler's client")]
    [InlineData("default header of a handler's client")]
    public async Task A_client_over_the_session_can_not_send_the_field_either(string way)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Session(Proxy.None);
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, server.Root);
        (way[0] == 'h' ? message.Headers : client.DefaultRequestHeaders)
            .TryAddWithoutValidation("proxy-authorization", Asks);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SendAsync(message, Test));

        Assert.Empty(server.Requests);
    }

    [Fact] // Compared exactly.
    public async Task Connections_are_shared_by_those_who_ask_alike_and_by_nobody_else()
    {
        await using var proxy = new RawServer(Scripts.Answer());
        using var session = Session(null);

        foreach (var userInfo in (string[])["a:1@", "a:1@", "a:2@", "", "a:2@", "A:1@", "a:q@", "a:Q@"])
        {
            await session.GetAsync(
                "http://origin.test/", new() { Proxy = $"http://{userInfo}127.0.0.1:{proxy.Port}" }, Test);
        }

        Assert.Equal([1, 1, 2, 3, 2, 4, 5, 6], proxy.Requests.Select(request => request.Connection));
        Assert.Equal(
            ["Basic YTox", "Basic YTox", "Basic YToy", null, "Basic YToy", "Basic QTox", "Basic YTpx", "Basic YTpR"],
            proxy.Requests.Select(request => request.Field("Proxy-Authorization")));
    }

    [Fact]
    public async Task A_direct_connection_is_never_used_for_a_proxied_call_nor_the_other_way_round()
    {
        await using var origin = new RawServer(Scripts.Answer());
        await using var proxy = new RawServer(Scripts.Answer());
        using var session = Session(null);

        await session.GetAsync(origin.Root, new() { Proxy = Proxy.None }, Test);
        await session.GetAsync(origin.Root, new() { Proxy = $"http://u:SECRET@127.0.0.1:{proxy.Port}" }, Test);
        await session.GetAsync(origin.Root, new() { Proxy = Proxy.None }, Test);

        Assert.Equal((1, 2), (origin.Connections, origin.Requests.Count));
        Assert.Single(proxy.Requests);
        Assert.All(origin.Requests, request => AssertKnowsNoProxy(request));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_challenge_for_digest_is_answered_and_the_next_request_asks_at_once(bool blocking)
    {
        const string Challenge = "HTTP/1.1 407 Proxy Authentication Required\r\n"
            + "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256\r\n"
            + "Content-Length: 0\r\n\r\n";
        await using var proxy = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Field("Proxy-Authorization") is null ? Challenge : Scripts.Ok);
            }
        });
        using var session = Session(new Proxy($"http://127.0.0.1:{proxy.Port}") { Auth = Auth.Digest("u", "SECRET") });

        await session.SendAsync(blocking, HttpMethod.Post, "http://origin.test/a?b", new() { Json = 1 }, Test);
        await session.GetAsync(blocking, "http://origin.test/c", Test);

        Assert.Equal(3, proxy.Requests.Count);
        Assert.Equal(
            [null, "uri=\"http://origin.test/a?b\"", "uri=\"http://origin.test/c\""],
            proxy.Requests.Select(request => request.Field("Proxy-Authorization")?.Split(", ").Single(
                part => part.StartsWith("uri=", StringComparison.Ordinal))));
        Assert.Contains("nc=00000002", proxy.Requests[2].Field("Proxy-Authorization"), StringComparison.Ordinal);
        Assert.All(proxy.Requests, request => Assert.Null(request.Field("Authorization")));
    }

    // Its connection was taken from the pool for it, and the read of its answer was begun.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_whose_scheme_throws_disturbs_no_later_one(bool blocking)
    {
        await using var proxy = new RawServer(Scripts.Answer());
        var asked = 0;
        var scheme = Auth.Custom(request => ++asked == 2 ? throw new InvalidOperationException("mine") : request);
        using var session = Session(new Proxy($"http://127.0.0.1:{proxy.Port}") { Auth = scheme });
        await session.GetAsync(blocking: false, "http://origin.test/1", Test);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.GetAsync(blocking: false, "http://origin.test/2", Test));

        var options = new RequestOptions { Body = Body.Stream(Pipe.Of("x"u8.ToArray())) };
        var response = await session.SendAsync(blocking, HttpMethod.Post, "http://origin.test/3", options, Test);

        Assert.Equal("ok", response.Text);
    }

    private static HttpSession Session(Proxy? proxy) =>
        new(new() { Proxy = proxy, Tls = TestAuthority.Trusted, Timeout = 5 });

    private static void AssertKnowsNoProxy(RecordedRequest request)
    {
        Assert.DoesNotContain("Proxy-", request.Head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("X-Tenant", request.Head, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("/", request.Target, StringComparison.Ordinal);
    }
}
