using System.Net.Security;
using System.Text;

namespace Peregrine;

/// <summary>
/// A server that demands HTTP/1.1 for what came over HTTP/2 (HTTP_1_1_REQUIRED, RFC 9113, section 7).
/// </summary>
public sealed class Http11RequiredTests
{
    private const int Http11Required = 13;
    private static readonly ServerTls Both = TestAuthority.Loopback.Speaking(
        SslApplicationProtocol.Http2, SslApplicationProtocol.Http11);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", false, false)]
    [InlineData("POST", true, false)]
    [InlineData("PATCH", true, false)]
    [InlineData("GET", false, true)]
    [InlineData("POST", true, true)]
    [InlineData("CUSTOM", false, true)]
    public async Task The_request_goes_again_over_http11_and_so_does_all_that_follows(
        string method, bool hasBody, bool goesAway)
    {
        await using var server = new RawServer(DemandingAsync(goesAway), Both);
        using var session = Sessions.For(server);

        var response = await session.SendAsync(
            new HttpMethod(method), "/first", new() { Body = hasBody ? Body.Text("body") : null }, Test);

        Assert.Equal("over HTTP/1.1", response.Text);
        Assert.Equal(
            [AttemptReason.Http11Required, AttemptReason.Final], response.Attempts.Select(attempt => attempt.Reason));
        Assert.Equal("ProtocolException, then sent again over HTTP/1.1", response.Attempts[0].ToString());
        Assert.Equal(2, server.Connections);
        Assert.Equal(hasBody ? "body" : "", Encoding.ASCII.GetString(server.Requests[^1].Body));

        Assert.Single((await session.GetAsync("/second", Test)).Attempts.DefaultIfEmpty(new Attempt()));
        Assert.Equal(2, server.Connections);
        Assert.Equal(["HTTP/2 /first", "HTTP/1.1 /first", "HTTP/1.1 /second"], Seen(server));
    }

    /// <summary>
    /// The server may have begun with a request that its GOAWAY counts in: only what may be repeated is sent again.
    /// </summary>
    [Theory]
    [InlineData("GET", true)]
    [InlineData("POST", false)]
    public async Task What_a_server_may_have_begun_with_goes_again_only_where_nothing_happens_twice(
        string method, bool goesAgain)
    {
        await using var server = new RawServer(
            connection => connection.Protocol == SslApplicationProtocol.Http2
                ? Http2Peer.Script(async peer =>
                {
                    var request = await peer.ReadRequestAsync();
                    await peer.GoAwayAsync(request!.Stream, Http11Required);
                })(connection)
                : DemandingAsync()(connection),
            Both);
        using var session = Sessions.For(server);

        var call = session.SendAsync(new HttpMethod(method), "/first", null, Test);

        if (goesAgain)
        {
            Assert.Equal("over HTTP/1.1", (await call).Text);
        }
        else
        {
            await Assert.ThrowsAsync<ProtocolException>(() => call);
            Assert.Single(server.Requests);
        }
    }

    [Fact]
    public async Task It_costs_no_retry()
    {
        var answers = 0;
        await using var server = new RawServer(
            DemandingAsync(answer: () => answers++ == 0 ? Unavailable : Plain), Both);
        using var session = Sessions.For(server, options => options.Retry = new RetryPolicy(1) { BackoffFactor = 0 });

        var response = await session.GetAsync("/", Test);

        Assert.Equal([null, 503, 200], response.Attempts.Select(attempt => attempt.StatusCode));
    }

    [Fact]
    public async Task All_that_are_under_way_at_once_are_sent_again()
    {
        await using var server = new RawServer(DemandingAsync(), Both);
        using var session = Sessions.For(server);

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => session.PostAsync($"/{i}", new() { Body = Body.Text("x") }, Test)));

        Assert.All(responses, response => Assert.Equal("over HTTP/1.1", response.Text));
    }

    [Fact]
    public async Task After_some_time_the_server_may_choose_again()
    {
        var time = new FakeTime();
        await using var server = new RawServer(DemandingAsync(), Both);
        using var session = Sessions.For(server, options =>
            (options.TimeProvider, options.Limits) = (time, new Limits { IdleExpiry = TimeSpan.FromSeconds(1) }));
        await session.GetAsync("/1", Test);

        time.Advance(TimeSpan.FromMinutes(9));
        await session.GetAsync("/2", Test);
        time.Advance(TimeSpan.FromMinutes(2));
        await session.GetAsync("/3", Test);

        Assert.Equal(["HTTP/2 /1", "HTTP/1.1 /1", "HTTP/1.1 /2", "HTTP/2 /3", "HTTP/1.1 /3"], Seen(server));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Who_allows_only_http2_is_told_so(bool goesAway, bool blocking)
    {
        await using var server = new RawServer(DemandingAsync(goesAway), Both);
        using var session = Http2Sessions.For(
            server, options => options.Retry = new RetryPolicy(3) { BackoffFactor = 0 });

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/", Test));

        Assert.False(failure.IsTransient);
        Assert.Contains("HTTP_1_1_REQUIRED", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Version", failure.Message, StringComparison.Ordinal);
        Assert.Single(failure.Attempts);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_body_that_can_be_sent_once_is_not_sent_again_and_the_next_call_knows()
    {
        await using var server = new RawServer(DemandingAsync(), Both);
        using var session = Sessions.For(server);
        using var stream = new MemoryStream([1, 2, 3]);

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => session.PutAsync("/1", new() { Body = Body.Stream(stream) }, Test));

        Assert.True(failure.IsTransient);
        Assert.Equal("over HTTP/1.1", (await session.GetAsync("/2", Test)).Text);
        Assert.Equal(["HTTP/2 /1", "HTTP/1.1 /2"], Seen(server));
    }

    [Fact]
    public async Task What_was_answered_was_begun_and_is_not_sent_again_unasked()
    {
        await using var server = new RawServer(
            connection => connection.Number > 1 ? Scripts.Answer(Plain)(connection) : Http2Peer.Script(async peer =>
            {
                var request = await peer.ReadRequestAsync();
                await peer.HeadAsync(request!.Stream, end: false, ":status: 200");
                await peer.ResetAsync(request.Stream, Http11Required);
                await peer.ReadRequestAsync();
            })(connection),
            Both);
        using var session = Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.PostAsync("/1", null, Test));

        Assert.Single(failure.Attempts);
        Assert.Equal("over HTTP/1.1", (await session.PostAsync("/2", null, Test)).Text);
    }

    [Fact]
    public async Task Another_origin_keeps_its_version()
    {
        await using var server = new RawServer(DemandingAsync(), Both);
        await using var other = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2);
        using var session = Sessions.For(server);
        await session.GetAsync("/", Test);

        Assert.Equal("/x", (await session.GetAsync($"{other.Root:raw}/x", Test)).Text);
    }

    // Kestrel's port without TLS answers so: one GOAWAY, and no settings before it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_port_that_speaks_only_http11_may_say_so_before_its_settings(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.FillAsync(new byte[24]);
            await connection.SendAsync(Http2Peer.Frame(FrameType.GoAway, 0, 0, [0, 0, 0, 0, 0, 0, 0, Http11Required]));
        });
        using var session = Http2Sessions.For(
            server, options => options.Retry = new RetryPolicy(3) { BackoffFactor = 0 });

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/", Test));

        Assert.False(failure.IsTransient);
        Assert.Contains("HTTP_1_1_REQUIRED", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Version", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_server_that_goes_away_before_its_settings_has_not_begun()
    {
        await using var server = new RawServer(async connection =>
        {
            if (connection.Number == 1)
            {
                await connection.FillAsync(new byte[24]);
                await connection.SendAsync(Http2Peer.Frame(FrameType.GoAway, 0, 0, new byte[8]));
                return;
            }

            await Http2Peer.Script(Http2Peer.EchoAsync)(connection);
        });
        using var session = Http2Sessions.For(server);

        Assert.Equal("/x", (await session.PostAsync("/x", null, Test)).Text);
    }

    private const string Plain = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nover HTTP/1.1";
    private const string Unavailable = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    private static IEnumerable<string> Seen(RawServer server) =>
        server.Requests.Select(
            request => $"{(request.Head.Contains(" HTTP/2\r\n", StringComparison.Ordinal) ? "HTTP/2" : "HTTP/1.1")} "
                + $"{request.Target}");

    private static Func<RawConnection, Task> DemandingAsync(bool goesAway = false, Func<string>? answer = null) =>
        async connection =>
        {
            if (connection.Protocol != SslApplicationProtocol.Http2)
            {
                while (await connection.ReadRequestAsync() is not null)
                {
                    await connection.SendAsync(answer?.Invoke() ?? Plain);
                }

                return;
            }

            await Http2Peer.Script(async peer =>
            {
                while (await peer.ReadRequestAsync() is { } request)
                {
                    await (goesAway
                        ? peer.GoAwayAsync(0, Http11Required)
                        : peer.ResetAsync(request.Stream, Http11Required));
                }
            })(connection);
        };
}
