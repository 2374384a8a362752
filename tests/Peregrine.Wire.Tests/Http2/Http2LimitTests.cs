namespace Peregrine;

/// <summary>Limits and cancellation over HTTP/2: they end a request, never the connection.</summary>
[Collection(nameof(Alone))]
public sealed class Http2LimitTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    // A slow server: no answer, half of one, and one that stops
    [Theory]
    [InlineData("/silent", false)]
    [InlineData("/silent", true)]
    [InlineData("/head", false)]
    [InlineData("/head", true)]
    [InlineData("/half", false)]
    [InlineData("/half", true)]
    public async Task Waiting_for_the_response_is_bounded(string path, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(StopAsync));
        using var session = Http2Sessions.For(server, options => options.Timeout = new Timeouts { Read = Limit.Short });
        await session.GetAsync(blocking, "/ok", Test);

        await Limit.IsPassedAsync(
            TimeoutPhase.Read, path, () => session.GetAsync(blocking, path + "?token=secret", Test));

        await AssertGoesOnAsync(session, server, blocking);
    }

    [Theory]
    [InlineData("/silent", false)]
    [InlineData("/silent", true)]
    [InlineData("/half", false)]
    [InlineData("/trickle", false)]
    [InlineData("/trickle", true)]
    public async Task The_limit_on_the_whole_call_holds(string path, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(StopAsync));
        using var session = Http2Sessions.For(server);
        await session.GetAsync(blocking, "/ok", Test);

        await Limit.IsPassedAsync(TimeoutPhase.Total, path, () => session.SendAsync(
            blocking, HttpMethod.Get, path, new() { Timeout = new Timeouts { Total = Limit.Short } }, Test));

        await AssertGoesOnAsync(session, server, blocking);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Progress_keeps_a_response_alive(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(StopAsync));
        using var session = Http2Sessions.For(
            server, options => options.Timeout = new Timeouts { Read = TimeSpan.FromMilliseconds(900) });

        var response = await session.GetAsync(blocking, "/slow", Test);

        Assert.Equal(new string('.', 12), response.Text);
    }

    [Theory]
    [InlineData("/silent", false)]
    [InlineData("/silent", true)]
    [InlineData("/half", false)]
    [InlineData("/half", true)]
    public async Task Cancellation_ends_a_request_at_once(string path, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(StopAsync));
        using var session = Http2Sessions.For(server);
        await session.GetAsync(blocking, "/ok", Test);
        await server.Arrivals.NextAsync();

        await Limit.IsCancelledAsync(token => session.GetAsync(blocking, path, token), server.Arrivals.NextAsync);

        await AssertGoesOnAsync(session, server, blocking);
        Assert.Equal("reset with 8", await server.Notes.NextAsync()); // CANCEL
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_was_cancelled_before_is_not_sent(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(StopAsync));
        using var session = Http2Sessions.For(server);
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.GetAsync(blocking, "/ok", caller.Token));

        Assert.Equal(caller.Token, end.CancellationToken);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Limits_follow_the_clock_of_the_session()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(StopAsync));
        using var session = Http2Sessions.For(server, options => (options.TimeProvider, options.Timeout) = (time, 30));
        var early = session.GetAsync("/silent", Test);
        await server.Arrivals.NextAsync();
        time.Advance(TimeSpan.FromSeconds(20));
        var late = session.GetAsync("/silent", Test);
        await server.Arrivals.NextAsync();

        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(TimeoutPhase.Read, (await Assert.ThrowsAsync<RequestTimeoutException>(() => early)).Phase);
        Assert.False(late.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeoutPhase.Read, (await Assert.ThrowsAsync<RequestTimeoutException>(() => late)).Phase);
    }

    [Fact]
    public async Task An_idle_connection_is_closed_when_its_time_is_over()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(StopAsync));
        using var session = Http2Sessions.For(server, options => options.TimeProvider = time);
        await session.GetAsync("/ok", Test);

        time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(1, await server.Ended.NextAsync());
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Fact]
    public async Task One_that_is_too_old_takes_no_more_and_is_closed_when_it_is_done()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(StopAsync));
        using var session = Http2Sessions.For(
            server, options => (options.TimeProvider, options.Timeout) = (time, Timeouts.None));
        using var leave = new CancellationTokenSource();
        var busy = session.GetAsync("/silent", leave.Token);
        await server.Arrivals.NextAsync();

        time.Advance(TimeSpan.FromMinutes(6));
        await session.GetAsync("/ok", Test);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => busy);
        Assert.Equal(1, await server.Ended.NextAsync());
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_was_dropped_is_closed_when_it_is_done(bool tls)
    {
        await using var server = new RawServer(Http2Peer.Script(StopAsync), tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);
        using var leave = new CancellationTokenSource();
        var busy = session.GetAsync("/silent", leave.Token);
        await server.Arrivals.NextAsync();

        session.CloseConnections("/");
        await session.GetAsync("/ok", Test);
        Assert.Equal(2, server.Connections);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => busy);
        Assert.Equal(1, await server.Ended.NextAsync());
        await session.DisposeAsync();

        Assert.Equal(2, await server.Ended.NextAsync());
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_can_be_opened_ahead(bool tls)
    {
        await using var server = new RawServer(Http2Peer.Script(StopAsync), tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);

        await session.WarmAsync("/", Test);
        Assert.Equal(1, session.GetPoolSnapshot().Idle);
        await session.GetAsync("/ok", Test);

        Assert.Equal(1, server.Connections);
    }

    private static async Task AssertGoesOnAsync(HttpSession session, RawServer server, bool blocking)
    {
        Assert.Equal("ok", (await session.GetAsync(blocking, "/ok", Test)).Text);
        Assert.Equal((1, 0), (server.Connections, session.GetPoolSnapshot().Streams));
    }

    // Each path stops somewhere.
    private static async Task StopAsync(Http2Peer peer)
    {
        var slow = new List<Task>();
        while (await peer.ReadRequestAsync() is { } request)
        {
            switch (request.Path.Split('?')[0])
            {
                case "/ok":
                    await peer.AnswerAsync(request.Stream, "ok");
                    break;
                case "/head":
                    await peer.HeadAsync(request.Stream, end: false, ":status: 200");
                    break;
                case "/half":
                    await peer.HeadAsync(request.Stream, end: false, ":status: 200", "content-length: 10");
                    await peer.DataAsync(request.Stream, "half", end: false);
                    break;
                case "/trickle":
                    slow.Add(TrickleAsync(peer, request.Stream, 100));
                    break;
                case "/slow":
                    slow.Add(TrickleAsync(peer, request.Stream, 12));
                    break;
                default:
                    break;
            }
        }

        await Task.WhenAll(slow);
    }

    private static async Task TrickleAsync(Http2Peer peer, int stream, int count)
    {
        await peer.HeadAsync(stream, end: false, ":status: 200");
        for (var i = 1; i <= count; i++)
        {
            await Task.Delay(100, peer.Connection.Stop);
            await peer.DataAsync(stream, ".", end: i == count);
        }
    }
}
