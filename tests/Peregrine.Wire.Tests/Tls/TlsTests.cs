namespace Peregrine;

/// <summary>RFC 9110, section 4.3.4.</summary>
public sealed class TlsTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Refusals => new()
    {
        { "unknown", false }, { "unknown", true }, { "elsewhere", false },
        { "elsewhere", true }, { "expired", false }, { "expired", true },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_certificate_that_is_not_good_is_refused_in_words(string kind, bool blocking)
    {
        var (tls, trust, words) = kind switch
        {
            "unknown" => (TestAuthority.Loopback, null, "authority"),
            "elsewhere" => (TestAuthority.Elsewhere, TestAuthority.Trusted, "another host"),
            _ => (TestAuthority.Expired, TestAuthority.Trusted, "expired"),
        };
        await using var server = new RawServer(Scripts.Answer(), tls);
        using var session = Sessions.For(server, options => options.Tls = trust);

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, "/x?token=secret", Test));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
        Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError);
        Assert.False(failure.IsTransient);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"GET {server.Root}/x", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_authority_that_is_named_is_trusted(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        using var session = Sessions.For(server);

        Assert.Equal("ok", (await session.GetAsync(blocking, "/", Test)).Text);
        Assert.Equal("ok", (await session.GetAsync(blocking, $"https://localhost:{server.Port}/", Test)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_check_anything_goes(bool blocking)
    {
        foreach (var tls in new[] { TestAuthority.Loopback, TestAuthority.Elsewhere, TestAuthority.Expired })
        {
            await using var server = new RawServer(Scripts.Answer(), tls);
            using var session = Sessions.For(server, options => options.Tls = TlsOptions.Insecure);

            Assert.Equal("ok", (await session.GetAsync(blocking, "/", Test)).Text);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_without_a_check_is_never_used_by_a_call_with_one(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Elsewhere);
        using var session = Sessions.For(server);

        await session.SendAsync(blocking, HttpMethod.Get, "/1", new() { Tls = TlsOptions.Insecure }, Test);
        await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, "/2", Test));
        await session.SendAsync(blocking, HttpMethod.Get, "/3", new() { Tls = TlsOptions.Insecure }, Test);

        Assert.Equal(["/1", "/3"], server.Requests.Select(request => request.Target));
        Assert.Equal([1, 1], server.Requests.Select(request => request.Connection));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nor_the_other_way_round(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        using var session = Sessions.For(server);

        await session.GetAsync(blocking, "/1", Test);
        await session.SendAsync(blocking, HttpMethod.Get, "/2", new() { Tls = TlsOptions.Insecure }, Test);
        await session.GetAsync(blocking, "/3", Test);

        Assert.Equal([1, 2, 1], server.Requests.Select(request => request.Connection));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Speaking_it_to_a_server_that_does_not_is_a_failure_to_connect(bool blocking)
    {
        await using var server = new RawServer(
            connection => connection.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
        using var session = new HttpSession();

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"https://127.0.0.1:{server.Port}/", Test));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_handshake_that_is_cut_off_is_a_failure_to_connect(bool blocking, bool reset)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.SkipSomeAsync();
            if (reset)
            {
                connection.Reset();
            }
        });
        using var session = new HttpSession();

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"https://127.0.0.1:{server.Port}/", Test));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Speaking_in_clear_to_a_server_of_it_is_broken_HTTP(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        using var session = new HttpSession();

        await Assert.ThrowsAsync<ProtocolException>(
            () => session.GetAsync(blocking, $"http://127.0.0.1:{server.Port}/", Test));
    }

    [Fact]
    public async Task A_body_without_a_length_ends_with_the_alert_that_closes()
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\n\r\nwhole"), tls: TestAuthority.Loopback);

        Assert.Equal("whole", response.Text);
    }

    [Fact]
    public async Task Without_that_alert_it_was_cut_off()
    {
        // RFC 9112, section 9.8: whoever stands between can end the connection at any octet.
        var failure = await Judged.FailureAsync(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\nfirst part");
                connection.HalfClose();
                await connection.StallAsync();
            },
            tls: TestAuthority.Loopback);

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\n\r\nhello")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    public async Task A_body_that_says_its_end_needs_no_alert(string rest)
    {
        var response = await Judged.ResponseAsync(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync("HTTP/1.1 200 OK\r\n" + rest);
                connection.HalfClose();
                await connection.StallAsync();
            },
            tls: TestAuthority.Loopback);

        Assert.Equal("hello", response.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Large_bodies_pass_both_ways(bool blocking)
    {
        var body = new byte[3_000_000];
        new Random(7).NextBytes(body);
        await using var server = new RawServer(
            async connection =>
            {
                var request = await connection.ReadRequestAsync();
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {request!.Body.Length}\r\n\r\n");
                await connection.SendAsync(request.Body);
                await connection.StallAsync();
            },
            TestAuthority.Loopback);
        using var session = Sessions.For(server);

        var response = await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Bytes(body) }, Test);

        Assert.Equal(body, response.Bytes);
    }
}
