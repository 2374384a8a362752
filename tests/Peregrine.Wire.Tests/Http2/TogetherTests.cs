namespace Peregrine;

/// <summary>
/// What one call on a shared connection meets with is not the loss of another, which over HTTP/1.1 would have a
/// connection of its own.
/// </summary>
public sealed class TogetherTests
{
    private const int MaxConcurrentStreams = 3;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_stale_connection_no_other_that_lay_idle_is_tried(bool blocking)
    {
        var both = new CountdownEvent(2);
        await using var server = new RawServer(Http2Peer.Script(
            async peer =>
            {
                // Two connections each serve one request, and end with the next.
                var first = await peer.ReadRequestAsync();
                if (peer.Connection.Number > 2)
                {
                    await peer.AnswerAsync(first!.Stream, "new");
                    await Http2Peer.EchoAsync(peer);
                    return;
                }

                both.Signal();
                await Task.Run(() => both.Wait(peer.Connection.Stop));
                await peer.AnswerAsync(first!.Stream, "first");
                await peer.ReadRequestAsync();
            },
            (MaxConcurrentStreams, 1)));
        using var session = Http2Sessions.For(server);
        await Task.WhenAll(session.GetAsync("/1", Test), session.GetAsync("/2", Test));
        Assert.Equal(2, session.GetPoolSnapshot().Idle);

        var response = await session.GetAsync(blocking, "/3", Test);

        Assert.Equal("new", response.Text);
        Assert.Equal(
            [AttemptReason.StaleConnection, AttemptReason.Final], response.Attempts.Select(attempt => attempt.Reason));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    public async Task A_server_that_takes_few_on_each_connection_loses_none(string method, bool goesAway)
    {
        const int RefusedStream = 7;
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            for (var taken = new List<int>(); await peer.ReadRequestAsync() is { } request;)
            {
                if (taken.Count < 2)
                {
                    taken.Add(request.Stream);
                    await peer.AnswerAsync(request.Stream, request.Path);
                }
                else
                {
                    await (goesAway ? peer.GoAwayAsync(taken[^1]) : peer.ResetAsync(request.Stream, RefusedStream));
                }
            }
        }));
        using var session = Http2Sessions.For(server, options => options.Timeout = 20);

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => session.SendAsync(new HttpMethod(method), $"/{i}", null, Test)));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"/{i}"), responses.Select(response => response.Text));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_is_wrong_on_one_stream_cuts_the_others_off(bool breaksFields, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                if (request.Path == "/good" && peer.Connection.Number == 1)
                {
                    continue;
                }

                await (request.Path == "/good" ? peer.AnswerAsync(request.Stream, "good")
                    : breaksFields ? peer.FrameAsync(FrameType.Headers, Http2Peer.EndHeaders, request.Stream, new byte[]
                    {
                        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                    })
                    : peer.FrameAsync(FrameType.Headers, Http2Peer.EndHeaders | 0x8, request.Stream, new byte[] { 9 }));
            }
        }));
        using var session = Http2Sessions.For(
            server, options => options.Retry = new RetryPolicy(2) { BackoffFactor = 0 });
        var good = GetAsync("/good");
        await server.Arrivals.NextAsync();

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => GetAsync("/bad"));

        Assert.False(failure.IsTransient);
        Assert.Equal("good", (await good).Text);
        Assert.True((await good).Attempts[0].Failure!.IsTransient);
        Assert.Contains("another", (await good).Attempts[0].Failure!.Message, StringComparison.Ordinal);

        async Task<Response> GetAsync(Url url) => await session.GetAsync(blocking, url, Test);
    }
}
