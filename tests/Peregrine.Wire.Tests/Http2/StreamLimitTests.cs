using System.Globalization;

namespace Peregrine;

/// <summary>SETTINGS_MAX_CONCURRENT_STREAMS (RFC 9113, section 5.1.2).</summary>
public sealed class StreamLimitTests
{
    private const int MaxConcurrentStreams = 3;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_streams_run_out_another_connection_is_made(bool tls)
    {
        await using var server = new RawServer(HoldsUntil(10, streams: 4), tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);

        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => session.GetAsync($"/{i}", Test)));

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"/{i}"), responses.Select(response => response.Text));
        Assert.All(responses, response => Assert.Single(response.Attempts));
        Assert.Equal(3, server.Connections);
        Assert.All(
            server.Requests.GroupBy(request => request.Connection), group => Assert.InRange(group.Count(), 1, 4));
    }

    [Fact]
    public async Task When_no_other_may_be_made_they_wait_their_turn()
    {
        var (now, most) = (0, 0);
        await using var server = new RawServer(Http2Peer.Script(
            async peer =>
            {
                var waiting = new Queue<Http2Request>();
                while (await peer.ReadRequestAsync() is { } request)
                {
                    waiting.Enqueue(request);
                    most = Math.Max(most, Interlocked.Increment(ref now));
                    if (waiting.Count == 2 || request.Path == "/0")
                    {
                        while (waiting.TryDequeue(out var one))
                        {
                            Interlocked.Decrement(ref now);
                            await peer.AnswerAsync(one.Stream, one.Path);
                        }
                    }
                }
            },
            (MaxConcurrentStreams, 2)));
        using var session = Http2Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });

        await session.GetAsync("/0", Test); // From here on the limit is known.
        var responses = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => session.GetAsync($"/{i}", Test)));

        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"/{i}"), responses.Select(response => response.Text));

        // Two are let in at a time, in their turn; which of these two writes first is the threads' affair.
        Assert.Equal("/0", server.Requests[0].Target);
        Assert.Equal(
            Enumerable.Range(1, 20).Chunk(2).Select(pair => $"/{pair[0]} /{pair[1]}"),
            server.Requests.Skip(1).Select(request => int.Parse(request.Target[1..], CultureInfo.InvariantCulture))
                .Chunk(2).Select(pair => $"/{pair.Min()} /{pair.Max()}"));
        Assert.Equal((1, 2), (server.Connections, most));
    }

    [Fact]
    public async Task Who_waits_for_a_stream_is_bounded_by_the_pool_limit()
    {
        await using var server = new RawServer(Http2Peer.Script(
            async peer =>
            {
                await peer.ReadRequestAsync();
                await peer.Connection.StallAsync();
            },
            (MaxConcurrentStreams, 1)));
        using var session = Http2Sessions.For(
            server, options => (options.Limits, options.Timeout) =
                (new Limits { PerOrigin = 1 }, new Timeouts { Pool = TimeSpan.FromMilliseconds(100) }));
        using var leave = new CancellationTokenSource();
        var holding = session.GetAsync("/", leave.Token);
        await server.Arrivals.NextAsync();

        Assert.Equal(
            TimeoutPhase.Pool,
            (await Assert.ThrowsAsync<RequestTimeoutException>(() => session.GetAsync("/", Test))).Phase);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Those_who_come_at_once_share_one_connection(bool tls)
    {
        await using var server = new RawServer(HoldsUntil(64, streams: 100), tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Sessions.For(
            server, options => options.Version = tls ? null : System.Net.HttpVersion.Version20);

        var responses = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => session.GetAsync($"/{i}", Test)));

        Assert.Equal(Enumerable.Range(0, 64).Select(i => $"/{i}"), responses.Select(response => response.Text));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Where_the_server_speaks_only_http11_they_do_not_wait_for_each_other()
    {
        var go = new TaskCompletionSource();
        await using var server = new RawServer(
            async connection =>
            {
                while (await connection.ReadRequestAsync() is not null)
                {
                    await go.Task;
                    await connection.SendAsync(Scripts.Ok);
                }
            },
            TestAuthority.Loopback.Speaking(System.Net.Security.SslApplicationProtocol.Http11));
        using var session = Sessions.For(server);
        var calls = Enumerable.Range(0, 8).Select(i => session.GetAsync($"/{i}", Test)).ToArray();
        for (var i = 0; i < 8; i++)
        {
            await server.Arrivals.NextAsync();
        }

        go.SetResult();
        Assert.All(await Task.WhenAll(calls), response => Assert.Equal("ok", response.Text));
        Assert.Equal(8, server.Connections);
    }

    [Fact]
    public async Task When_the_one_that_makes_the_connection_gives_up_the_next_makes_it()
    {
        using var full = new FullBacklog();
        using var session = new HttpSession(new()
        {
            Version = System.Net.HttpVersion.Version20,
            Timeout = new Timeouts { Connect = TimeSpan.FromMilliseconds(300) },
        });
        using var leave = new CancellationTokenSource();
        var first = session.GetAsync(full.Root, leave.Token);
        var others = Enumerable.Range(0, 5).Select(_ => session.GetAsync(full.Root, Test)).ToArray();
        Assert.Equal((1, 5), (session.GetPoolSnapshot().Connecting, session.GetPoolSnapshot().Waiting));

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        foreach (var other in others)
        {
            Assert.Equal(TimeoutPhase.Connect, (await Assert.ThrowsAsync<RequestTimeoutException>(() => other)).Phase);
        }

        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    // Answers when so many requests have come in all, over however many connections.
    private static Func<RawConnection, Task> HoldsUntil(int all, int streams)
    {
        var come = 0;
        var here = new TaskCompletionSource();
        return Http2Peer.Script(
            async peer =>
            {
                var answers = new List<Task>();
                while (await peer.ReadRequestAsync() is { } request)
                {
                    if (Interlocked.Increment(ref come) == all)
                    {
                        here.SetResult();
                    }

                    // The first is answered at once, so that nobody waits for the settings of its connection alone.
                    answers.Add(here.Task.ContinueWith(
                        _ => peer.AnswerAsync(request.Stream, request.Path), TaskScheduler.Default).Unwrap());
                }

                await Task.WhenAll(answers);
            },
            (MaxConcurrentStreams, streams));
    }
}
