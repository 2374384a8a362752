namespace Peregrine;

/// <summary>
/// A connection on which a limit passed may be dead. It is asked (PING) and takes no new call until it has answered;
/// others wait for that a moment, and then make a connection of their own.
/// </summary>
public sealed class DoubtTests
{
    private static readonly TimeSpan Read = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private const int MostTime = 60_000; // What is wrong here stands still.

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Mutes => new() { { "/head", false }, { "/head", true }, { "/send", false } };

    [Theory(Timeout = MostTime)]
    [MemberData(nameof(Mutes))]
    public async Task A_dead_connection_costs_one_try(string path, bool blocking)
    {
        var time = new FakeTime();
        await using var server = new RawServer(
            Http2Peer.Script(peer => peer.Connection.Number == 1 ? FallSilentAsync(peer) : Http2Peer.EchoAsync(peer)));
        using var session = For(server, time, retries: 2);
        await session.GetAsync("/ok", Test);

        for (var i = 0; i < 3; i++)
        {
            var call = PutAsync();
            await server.Arrivals.NextAsync();
            if (i == 0)
            {
                Assert.Equal("silent", await server.Notes.NextAsync());
                time.Advance(Read);
                if (path != "/send") // One that takes no data of anybody is not waited for.
                {
                    await UntilWaitingAsync(session, 1);
                    time.Advance(Grace);
                }

                await server.Arrivals.NextAsync();
            }

            Assert.Equal(path, (await call).Text);
            Assert.Equal(i == 0 ? 2 : 1, (await call).Attempts.Count);
            time.Advance(TimeSpan.FromSeconds(9));
        }

        Assert.Equal(2, server.Connections);

        async Task<Response> PutAsync() => await session.SendAsync(
            blocking,
            HttpMethod.Put,
            path,
            new() { Body = path == "/send" ? Body.Bytes(new byte[200_000]) : null },
            Test);
    }

    [Fact(Timeout = MostTime)]
    public async Task A_body_that_stops_leaves_a_doubt()
    {
        var time = new FakeTime();
        await using var server = new RawServer(
            Http2Peer.Script(peer => peer.Connection.Number == 1 ? FallSilentAsync(peer) : Http2Peer.EchoAsync(peer)));
        using var session = For(server, time);
        using var response = await session.StreamAsync(HttpMethod.Get, "/body", null, Test);
        await using var body = response.AsStream();
        var reading = body.ReadAsync(new byte[10], Test).AsTask();
        time.Advance(Read);
        await Assert.ThrowsAnyAsync<Exception>(() => reading);

        var next = session.GetAsync("/next", Test);
        await UntilWaitingAsync(session, 1);
        time.Advance(Grace);

        Assert.Equal("/next", (await next).Text);
        Assert.Equal(2, server.Connections);
    }

    [Fact(Timeout = MostTime)]
    public async Task Short_limits_do_not_keep_a_dead_connection_alive()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(FallSilentAsync));
        using var session = For(server, time);
        await session.GetAsync("/ok", Test);
        var call = session.GetAsync("/head", Test);
        await server.Notes.NextAsync();
        time.Advance(Read);
        await Assert.ThrowsAsync<RequestTimeoutException>(() => call);

        time.Advance(Grace);
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(1, await server.Ended.NextAsync());
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Theory(Timeout = MostTime)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_answers_takes_those_who_waited(bool blocking)
    {
        var time = new FakeTime();
        var answer = new TaskCompletionSource();
        await using var server = new RawServer(Http2Peer.Script(peer => AnswerLaterAsync(peer, answer.Task)));
        using var session = For(server, time);
        var other = session.GetAsync("/slow", new() { Timeout = Timeouts.None }, Test);
        await server.Arrivals.NextAsync();
        var late = session.GetAsync("/slow", Test);
        await server.Arrivals.NextAsync();
        time.Advance(Read);
        await Assert.ThrowsAsync<RequestTimeoutException>(() => late);
        Assert.Equal("asked", await server.Notes.NextAsync());

        var next = NextAsync();
        await UntilWaitingAsync(session, 1);
        answer.SetResult();

        Assert.Equal("/next", (await next).Text);
        Assert.Equal((1, false), (server.Connections, other.IsCompleted));
        await session.GetAsync("/done", Test);
        Assert.Equal("/slow", (await other).Text);
        Assert.Equal(1, server.Connections);

        async Task<Response> NextAsync() => await session.GetAsync(blocking, "/next", Test);
    }

    [Fact(Timeout = MostTime)]
    public async Task One_that_never_answers_is_left_and_so_are_the_others_on_it()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(FallSilentAsync));
        using var session = For(server, time);
        await session.GetAsync("/ok", Test);
        var other = session.GetAsync("/other", new() { Timeout = Timeouts.None }, Test);
        await server.Arrivals.NextAsync();
        var late = session.GetAsync("/head", Test);
        await server.Notes.NextAsync();
        time.Advance(Read);
        await Assert.ThrowsAsync<RequestTimeoutException>(() => late);

        time.Advance(Grace);
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.True((await Assert.ThrowsAsync<ProtocolException>(() => other)).IsTransient);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Fact(Timeout = MostTime)]
    public async Task Where_only_one_may_be_it_makes_room()
    {
        var time = new FakeTime();
        await using var server = new RawServer(
            Http2Peer.Script(peer => peer.Connection.Number == 1 ? FallSilentAsync(peer) : Http2Peer.EchoAsync(peer)));
        using var session = For(server, time, change: options => options.Limits = new Limits { PerOrigin = 1 });
        await session.GetAsync("/ok", Test);
        var late = session.GetAsync("/head", Test);
        await server.Notes.NextAsync();
        time.Advance(Read);
        await Assert.ThrowsAsync<RequestTimeoutException>(() => late);

        var next = session.GetAsync("/next", Test);
        await UntilWaitingAsync(session, 1);
        time.Advance(Grace);

        Assert.Equal("/next", (await next).Text);
        Assert.Equal(1, session.GetPoolSnapshot().Open);
    }

    [Theory(Timeout = MostTime)]
    [InlineData(300, true)]
    [InlineData(100, false)]
    public async Task A_caller_who_has_waited_long_and_heard_nothing_leaves_a_doubt_too(
        int milliseconds, bool leavesDoubt)
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(peer => AnswerLaterAsync(peer, Task.CompletedTask)));
        using var session = For(server, time);
        await session.GetAsync("/ok", Test);
        using var leave = new CancellationTokenSource();
        var call = session.GetAsync("/slow", leave.Token);
        await server.Arrivals.NextAsync();
        await server.Arrivals.NextAsync();

        time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await session.GetAsync("/ok", Test);

        Assert.Equal(leavesDoubt ? "asked" : "", string.Concat(server.Notes.Rest()));
        Assert.Equal(1, server.Connections);
    }

    [Fact(Timeout = MostTime)]
    public async Task Calls_that_are_given_up_soon_add_up()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(FallSilentAsync));
        using var session = For(server, time);
        await session.GetAsync("/ok", Test);
        for (var i = 0; i < 2; i++)
        {
            using var leave = new CancellationTokenSource();
            var call = session.GetAsync(i == 0 ? "/head" : "/again", leave.Token);
            await UntilAsync(() => session.GetPoolSnapshot().Streams == 1);
            time.Advance(TimeSpan.FromMilliseconds(200));
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        var next = session.GetAsync("/ok", Test);
        await UntilWaitingAsync(session, 1);
        time.Advance(Grace);

        Assert.Equal("/ok", (await next).Text);
        Assert.Equal(2, server.Connections);
    }

    [Fact(Timeout = MostTime)]
    public async Task One_that_is_heard_of_meanwhile_is_not_doubted()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadFrameAsync() is { } frame)
            {
                if (frame.Type == FrameType.Headers && frame.Stream != 1)
                {
                    await peer.AnswerAsync(frame.Stream, "ok");
                }
                else if (frame.Type == FrameType.Headers)
                {
                    peer.Connection.Note("here");
                }
                else if (frame.Type == FrameType.Ping)
                {
                    peer.Connection.Note("asked");
                }
            }
        }));
        using var session = For(server, time);
        var late = session.GetAsync("/late", Test);
        await server.Notes.NextAsync();
        time.Advance(TimeSpan.FromMilliseconds(900));
        await session.GetAsync("/other", Test);

        time.Advance(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<RequestTimeoutException>(() => late);
        await session.GetAsync("/next", Test);

        Assert.DoesNotContain("asked", server.Notes.Rest());
    }

    [Fact(Timeout = MostTime)]
    public async Task One_whose_window_is_used_up_by_a_body_that_nobody_takes_is_left()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            if (peer.Connection.Number == 2)
            {
                await Http2Peer.EchoAsync(peer);
            }

            // It answers everything but takes no data, and so opens no window.
            while (await peer.ReadRawFrameAsync() is { } frame)
            {
                if (frame.Type == FrameType.Ping && (frame.Flags & 1) == 0)
                {
                    await peer.FrameAsync(FrameType.Ping, 1, 0, frame.Payload);
                }
                else if (frame.Type == FrameType.Data && frame.Stream == 1)
                {
                    peer.Connection.Note("data");
                }
            }
        }));
        using var session = For(server, time);
        var stuck = session.PutAsync("/stuck", new() { Body = Body.Bytes(new byte[200_000]) }, Test);
        for (var sent = 0; sent < 65_535; sent += 16_384)
        {
            await server.Notes.NextAsync();
        }

        time.Advance(Read);
        Assert.Equal(TimeoutPhase.Send, (await Assert.ThrowsAsync<RequestTimeoutException>(() => stuck)).Phase);

        Assert.Equal("/next", (await session.PutAsync("/next", new() { Body = Body.Text("body") }, Test)).Text);
        Assert.Equal(2, server.Connections);
    }

    private static HttpSession For(
        RawServer server, FakeTime time, int retries = 0, Action<HttpSessionOptions>? change = null) =>
        Http2Sessions.For(server, options =>
        {
            options.TimeProvider = time;
            options.Timeout = new Timeouts { Read = Read, Send = Read };
            options.Retry = new RetryPolicy(retries) { BackoffFactor = 0 };
            change?.Invoke(options);
        });

    private static Task UntilWaitingAsync(HttpSession session, int count) =>
        UntilAsync(() => session.GetPoolSnapshot().Waiting == count);

    private static async Task UntilAsync(Func<bool> condition) =>
        Assert.True(await Calls.OnOwnThread(() => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10))));

    // Answers requests for /ok; from any other on it is there no more.
    private static async Task FallSilentAsync(Http2Peer peer)
    {
        while (await peer.ReadFrameAsync() is { } frame)
        {
            if (frame.Type != FrameType.Headers)
            {
                continue;
            }

            var request = peer.RequestOf(frame.Stream);
            peer.Connection.Record(
                new RecordedRequest(peer.Connection.Number, $"GET {request.Path} HTTP/2\r\n\r\n", []));
            if (request.Path == "/ok")
            {
                await peer.AnswerAsync(frame.Stream, "/ok");
                continue;
            }

            if (request.Path == "/other")
            {
                continue;
            }

            if (request.Path == "/send")
            {
                for (var taken = 0; taken < 65_535;)
                {
                    taken += (await peer.ReadRawFrameAsync())!.Payload.Length;
                }
            }

            if (request.Path == "/body")
            {
                await peer.HeadAsync(frame.Stream, end: false, ":status: 200");
            }

            peer.Connection.Note("silent");
            await peer.Connection.SkipAsync(long.MaxValue);
            return;
        }
    }

    // Answers all but /slow at once, a question when it may, and what is slow when it is asked for /done.
    private static async Task AnswerLaterAsync(Http2Peer peer, Task mayAnswer)
    {
        var slow = new List<int>();
        while (await peer.ReadRawFrameAsync() is { } frame)
        {
            switch (frame.Type)
            {
                case FrameType.Settings when frame.Flags == 0:
                    await peer.FrameAsync(FrameType.Settings, 1, 0, default);
                    break;
                case FrameType.Ping when frame.Flags == 0:
                    peer.Connection.Note("asked");
                    await mayAnswer;
                    await peer.FrameAsync(FrameType.Ping, 1, 0, frame.Payload);
                    break;
                case FrameType.RstStream:
                    slow.Remove(frame.Stream);
                    break;
                case FrameType.Headers:
                    var request = peer.Take(frame);
                    peer.Connection.Record(
                        new RecordedRequest(peer.Connection.Number, $"GET {request.Path} HTTP/2\r\n\r\n", []));
                    if (request.Path == "/slow")
                    {
                        slow.Add(frame.Stream);
                        break;
                    }

                    await peer.AnswerAsync(frame.Stream, request.Path);
                    if (request.Path == "/done")
                    {
                        slow.ForEach(stream => _ = peer.AnswerAsync(stream, "/slow"));
                    }

                    break;
                default:
                    break;
            }
        }
    }
}
