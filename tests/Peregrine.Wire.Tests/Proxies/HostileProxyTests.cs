namespace Peregrine;

/// <summary>Proxies that break off, babble, stall or lie: the call fails in bounds and says so.</summary>
[Collection(nameof(Alone))]
public sealed class HostileProxyTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int?> Refusals => new()
    {
        {
            "HTTP/1.1 407 Who asks\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 6\r\n\r\nSECRET",
            "407 Who asks", 407
        },
        {
            "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.test/\r\nContent-Length: 6\r\n\r\nSECRET",
            "302 Found", 302
        },
        { "HTTP/1.1 403 \r\nTransfer-Encoding: chunked\r\n\r\n", "403 Forbidden", 403 },
        { "HTTP/1.1 502 Bad\u001b[31m Gateway\r\n\r\n", "502 Bad Gateway", 502 },
        { "HTTP/1.1 503 Service Unavailable\r\nSet-Cookie: a=b\r\n\r\n", "503 Service Unavailable", 503 },
        { "HTTP/1.1 304 Not Modified\r\n\r\n", "304", 304 },
        { "HTTP/1.1 101 Switching Protocols\r\n\r\n", "switched protocols", null },
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "more than the head", null },
        { "HTTP/1.1 200 OK\r\n\r\n\u0016\u0003\u0003", "more than the head", null },
        { "HTTP/1.1 200 OK\r\nX-A\r\n\r\n", "no proper name", null },
        { "HTTP/2 200\r\n\r\n", "does not begin", null },
        { "200 OK\r\n\r\n", "does not begin", null },
        { "SSH-2.0-OpenSSH_9.2\r\n", "does not begin", null },
        { "\u0005\0", "closed the connection", null },
        { "", "closed the connection", null },
        { "HTTP/1.1 200 OK\r\nX: y\r\n", "closed the connection", null },
    };

    public static TheoryData<string, string, string> SocksReplies => new()
    {
        { "socks5h", "", "closed the connection" },
        { "socks5h", "\u0005", "closed the connection" },
        { "socks5h", "HTTP/1.1 400 Bad Request\r\n\r\n", "not of SOCKS 5" },
        { "socks5h", "\u0005\u00ff", "wants to know who asks" },
        { "socks5h", "\u0005\u0002", "not of SOCKS 5" },
        { "socks5h", "\u0005\u0001", "not of SOCKS 5" },
        { "socks5h", "\u0005\0\u0005", "closed the connection" },
        { "socks5h", "\u0005\0\u0004\0\0\u0001", "not of SOCKS 5" },
        { "socks5h", "\u0005\0\u0005\u0001\0\u0001", "it failed" },
        { "socks5h", "\u0005\0\u0005\u0002\0\u0001\0\0\0\0\0\0", "rules do not allow" },
        { "socks5h", "\u0005\0\u0005\u0005\0\u0001\0\0\0\0\0\0", "refused its connection" },
        { "socks5h", "\u0005\0\u0005\u0009\0\u0001\0\0\0\0\0\0", "not of SOCKS 5" },
        { "socks5h", "\u0005\0\u0005\0\0\u0002\0\0\0\0\0\0", "not of SOCKS 5" },
        { "socks5h", "\u0005\0\u0005\0\0\u0003\u00ffabc", "closed the connection" },
        { "socks5h", "\u0005\0\u0005\0\0\u0001\0\0\0", "closed the connection" },
        { "socks5h://u:p@", "\u0005\u0002\u0001\u0001", "refused the user name or the password" },
        { "socks5h://u:p@", "\u0005\u0002\u0005\0", "refused the user name or the password" },
        { "socks4a", "", "closed the connection" },
        { "socks4a", "\0Z\0\0", "closed the connection" },
        { "socks4a", "\0[\0\0\0\0\0\0", "it refused or failed" },
        { "socks4a", "\0]\0\0\0\0\0\0", "could not tell who asks" },
        { "socks4a", "\u0004Z\0\0\0\0\0\0", "not of SOCKS 4" },
        { "socks4a", "\u0005\0\0\0\0\0\0\0", "not of SOCKS 4" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_no_tunnel_is_the_proxys_failure_and_nothing_of_it_is_believed(
        string answer, string shown, int? status)
    {
        foreach (var blocking in (bool[])[false, true])
        {
            await using var proxy = new RawServer(async connection =>
            {
                await connection.ReadHeadAsync();
                await connection.SendAsync(answer);
            });
            using var session = Session($"http://127.0.0.1:{proxy.Port}");

            var failure = await Assert.ThrowsAsync<ConnectException>(
                () => session.GetAsync(blocking, "https://origin.test/x?token=SECRET", Test));

            Assert.Equal(
                (ConnectStage.Proxy, status, HttpRequestError.ProxyTunnelError),
                (failure.Stage, failure.ProxyStatusCode, failure.HttpRequestError));
            Assert.Contains(shown, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
            Assert.Single(proxy.Requests);
            Assert.Empty(session.Cookies);
        }
    }

    [Theory]
    [MemberData(nameof(SocksReplies))]
    public async Task What_is_no_answer_of_socks_is_the_proxys_failure(string scheme, string answer, string shown)
    {
        foreach (var blocking in (bool[])[false, true])
        {
            await using var proxy = new RawServer(async connection =>
            {
                await connection.SkipSomeAsync();
                await connection.SendAsync(answer);
                connection.HalfClose();
                await connection.SkipAsync(long.MaxValue);
            });
            var (start, separator) = scheme.EndsWith('@') ? (scheme, "") : (scheme, "://");
            using var session = Session($"{start}{separator}127.0.0.1:{proxy.Port}");

            var failure = await Assert.ThrowsAsync<ConnectException>(
                () => session.GetAsync(blocking, "http://origin.test/", Test));

            Assert.Equal((ConnectStage.Proxy, (int?)null), (failure.Stage, failure.ProxyStatusCode));
            Assert.Contains(shown, failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cookie_of_connect_is_nobodys(bool blocking)
    {
        await using var origin = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        await using var proxy = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n"
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n");
            await connection.RelayAsync(origin.Port);
        });
        using var session = Session($"http://127.0.0.1:{proxy.Port}");

        var response = await session.GetAsync(blocking, $"https://localhost:{origin.Port}/", Test);

        Assert.Equal(200, response.StatusCode);
        Assert.Empty(session.Cookies);
        Assert.Null(Assert.Single(origin.Requests).Field("Cookie"));
    }

    [Theory]
    [InlineData(false, "X-Endless: 0123456789012345678901234567890123456789\r\n")]
    [InlineData(true, "X-Endless: 0123456789012345678901234567890123456789\r\n")]
    [InlineData(false, "HTTP/1.1 103 Early Hints\r\n\r\n")]
    [InlineData(true, "no end of line ")]
    public async Task An_answer_without_end_is_read_no_further_than_a_head_may_be(bool blocking, string piece)
    {
        var sent = 0L;
        await using var proxy = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(piece[0] == 'H' ? piece : "HTTP/1.1 200 OK\r\n");
            for (var block = string.Concat(Enumerable.Repeat(piece, 100)); ; sent += block.Length)
            {
                await connection.SendAsync(block);
            }
        });
        using var session = Session($"http://127.0.0.1:{proxy.Port}");

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, "https://origin.test/", Test));

        Assert.Equal(ConnectStage.Proxy, failure.Stage);
        Assert.Contains("larger than 64 KiB", failure.Message, StringComparison.Ordinal);
        await proxy.Ended.NextAsync();
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("http", true)]
    [InlineData("https", false)]
    [InlineData("https", true)]
    [InlineData("socks4a", false)]
    [InlineData("socks4a", true)]
    [InlineData("socks5h", false)]
    [InlineData("socks5h", true)]
    public async Task A_proxy_that_says_nothing_ends_at_the_connect_limit(string scheme, bool blocking)
    {
        await using var proxy = new RawServer(Scripts.Stall);
        using var session = new HttpSession(
            new() { Proxy = $"{scheme}://127.0.0.1:{proxy.Port}", Timeout = new Timeouts { Connect = Limit.Short } });

        await Limit.IsPassedAsync(
            TimeoutPhase.Connect,
            "GET https://origin.test/x",
            () => session.GetAsync(blocking, "https://origin.test/x?token=secret", Test));
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("http", true)]
    [InlineData("socks5h", false)]
    [InlineData("socks5h", true)]
    public async Task A_proxy_that_dribbles_ends_at_the_connect_limit_too(string scheme, bool blocking)
    {
        await using var proxy = new RawServer(async connection =>
        {
            await connection.SkipSomeAsync();
            await connection.TrickleAsync(scheme == "http"
                ? "HTTP/1.1 200 OK\r\n" + new string('x', 1000)
                : "\u0005\0\u0005\0\0\u0003\u00ff" + new string('x', 1000), TimeSpan.FromMilliseconds(20));
        });
        using var session = new HttpSession(
            new() { Proxy = $"{scheme}://127.0.0.1:{proxy.Port}", Timeout = new Timeouts { Connect = Limit.Short } });

        await Limit.IsPassedAsync(
            TimeoutPhase.Connect,
            "GET https://origin.test/x",
            () => session.GetAsync(blocking, "https://origin.test/x?token=secret", Test));
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("http", true)]
    [InlineData("socks5h", false)]
    [InlineData("socks5h", true)]
    public async Task A_cancellation_ends_the_wait_for_the_proxy_at_once(string scheme, bool blocking)
    {
        await using var proxy = new RawServer(async connection =>
        {
            await connection.SkipSomeAsync();
            connection.Note("asked");
            await connection.StallAsync();
        });
        using var session = Session($"{scheme}://127.0.0.1:{proxy.Port}");

        await Limit.IsCancelledAsync(
            token => session.GetAsync(blocking, "https://origin.test/", token), () => proxy.Notes.NextAsync());
    }

    [Fact]
    public async Task Failures_give_their_places_back_and_are_tried_again_only_where_that_may_help()
    {
        await using var proxy = new RawServer(ProxyScripts.Say("HTTP/1.1 503 Busy\r\n\r\n"));
        await using var refuser = new RawServer(ProxyScripts.Say("HTTP/1.1 407 Who asks\r\n\r\n"));
        using var session = new HttpSession(new()
        {
            Limits = new Limits { PerOrigin = 1, Total = 1 },
            Timeout = 5,
            Retry = new RetryPolicy(2) { BackoffFactor = 0 },
        });

        foreach (var blocking in (bool[])[false, true])
        {
            var busy = await Assert.ThrowsAsync<ConnectException>(() => session.SendAsync(
                blocking, HttpMethod.Post, "https://origin.test/", new() { Proxy = $"127.0.0.1:{proxy.Port}" }, Test));
            var refused = await Assert.ThrowsAsync<ConnectException>(() => session.SendAsync(
                blocking,
                HttpMethod.Post,
                "https://origin.test/",
                new() { Proxy = $"127.0.0.1:{refuser.Port}" },
                Test));

            Assert.Equal((3, 1), (busy.Attempts.Count, refused.Attempts.Count));
        }

        Assert.Equal((6, 2), (proxy.Connections, refuser.Connections));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_407_to_a_forwarded_request_is_the_proxys_refusal_and_its_body_is_not_shown(bool blocking)
    {
        await using var proxy = new RawServer(
            ProxyScripts.Say("HTTP/1.1 407 Who asks\r\nSet-Cookie: a=b\r\nContent-Length: 6\r\n\r\nSECRET"));
        using var session = Session($"http://u:p@127.0.0.1:{proxy.Port}");

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, "http://origin.test/", Test));

        Assert.Equal((ConnectStage.Proxy, 407), (failure.Stage, failure.ProxyStatusCode));
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(session.Cookies);
        Assert.Single(proxy.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_407_from_behind_a_tunnel_is_an_answer_like_any_other(bool blocking)
    {
        await using var origin = new RawServer(
            Scripts.Answer(
                "HTTP/1.1 407 Who asks\r\nProxy-Authenticate: Digest realm=r, nonce=n\r\nContent-Length: 0\r\n\r\n"),
            TestAuthority.Loopback);
        await using var proxy = new RawServer(ProxyScripts.Tunnel(origin.Port));
        using var session = Session(new Proxy($"http://127.0.0.1:{proxy.Port}") { Auth = Auth.Digest("u", "p") });

        Assert.Equal(407, (await session.GetAsync(blocking, $"https://localhost:{origin.Port}/", Test)).StatusCode);
        Assert.DoesNotContain("Authorization", Assert.Single(origin.Requests).Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_challenge_that_comes_again_and_again_is_answered_so_often_and_no_more(bool blocking)
    {
        await using var proxy = new RawServer(async connection =>
        {
            for (var i = 0; await connection.ReadHeadAsync() is not null; i++)
            {
                await connection.SendAsync("HTTP/1.1 407 Again\r\nProxy-Authenticate: Digest realm=\"r\", "
                    + $"nonce=\"{connection.Number}-{i}\", stale=true\r\nContent-Length: 0\r\n\r\n");
            }
        });
        using var session = Session(new Proxy($"http://127.0.0.1:{proxy.Port}") { Auth = Auth.Digest("u", "p") });

        foreach (var url in (string[])["http://origin.test/", "https://origin.test/"])
        {
            var before = proxy.Requests.Count;
            var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, url, Test));

            Assert.Equal(407, failure.ProxyStatusCode);
            Assert.Equal(3, proxy.Requests.Count - before);
        }
    }

    private static HttpSession Session(Proxy? proxy) =>
        new(new() { Proxy = proxy, Tls = TestAuthority.Trusted, Timeout = 5 });
}
