namespace Peregrine;

/// <summary>
/// What a server has not begun with is sent again, whatever its method (RFC 9113, section 8.7).
/// </summary>
public sealed class RefusalTests
{
    private const int NoError = 0;
    private const int InternalError = 2;
    private const int RefusedStream = 7;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, bool> Methods
    {
        get
        {
            var rows = new TheoryData<string, bool, bool>();
            foreach (var method in new[] { "GET", "POST", "PATCH", "PUT", "CUSTOM" })
            {
                rows.Add(method, false, false);
                rows.Add(method, true, false);
                rows.Add(method, false, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_refused_stream_is_sent_once_more_in_sight(string method, bool blocking, bool hasBody)
    {
        var refused = false;
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                if (!refused)
                {
                    refused = true;
                    await peer.ResetAsync(request.Stream, RefusedStream);
                }
                else
                {
                    await peer.AnswerAsync(request.Stream, "again");
                }
            }
        }));
        using var session = Http2Sessions.For(server);

        var response = await session.SendAsync(
            blocking, new HttpMethod(method), "/x", new() { Body = hasBody ? Body.Text("body") : null }, Test);

        Assert.Equal("again", response.Text);
        Assert.Equal([null, 200], response.Attempts.Select(attempt => attempt.StatusCode));
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("GET", 0, 4)]
    [InlineData("POST", 0, 4)]
    [InlineData("POST", 5, 4)]
    [InlineData("GET", 1, 4)]
    [InlineData("GET", 3, 4)]
    [InlineData("GET", 5, 6)]
    public async Task One_that_is_refused_for_ever_is_given_up(string method, int retries, int times)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await peer.ResetAsync(request.Stream, RefusedStream);
            }
        }));
        using var session = Http2Sessions.For(
            server, options => options.Retry = new RetryPolicy(retries) { BackoffFactor = 0 });

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => session.SendAsync(new HttpMethod(method), "/x", null, Test));

        Assert.Equal(times, failure.Attempts.Count);
        Assert.Equal(times, server.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_can_be_sent_once_is_not_sent_again(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await peer.ResetAsync(request.Stream, RefusedStream);
            }
        }));
        using var session = Http2Sessions.For(server);
        using var stream = new MemoryStream([1, 2, 3]);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() =>
            session.SendAsync(blocking, HttpMethod.Put, "/x", new() { Body = Body.Stream(stream) }, Test));

        Assert.Single(failure.Attempts);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("POST", true)]
    public async Task Streams_above_the_last_of_a_goaway_go_to_another_connection(string method, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                if (peer.Connection.Number == 1)
                {
                    await peer.GoAwayAsync(0);
                    continue;
                }

                await peer.AnswerAsync(request.Stream, "retried");
            }
        }));
        using var session = Http2Sessions.For(server);

        var response = await session.SendAsync(blocking, new HttpMethod(method), "/x", null, Test);

        Assert.Equal("retried", response.Text);
        Assert.Equal(2, response.Attempts.Count);
        Assert.Equal([1, 2], server.Requests.Select(request => request.Connection));
        Assert.Equal(1, session.GetPoolSnapshot().Open);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_taken_before_a_goaway_is_answered_and_the_next_goes_elsewhere(bool blocking)
    {
        var left = new TaskCompletionSource();
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                if (peer.Connection.Number == 1)
                {
                    await peer.GoAwayAsync(request.Stream);
                    await left.Task;
                }

                await peer.AnswerAsync(request.Stream, request.Path);
            }
        }));
        using var session = Http2Sessions.For(server);

        var first = GetAsync("/1");
        Assert.True(SpinWait.SpinUntil(() => session.GetPoolSnapshot() is { Open: 1, Streams: 0, InUse: 1 }, 5000));
        var second = await GetAsync("/2");
        left.SetResult();

        Assert.Equal("/2", second.Text);
        Assert.Equal("/1", (await first).Text);
        Assert.Single((await first).Attempts);
        Assert.Equal(1, await server.Ended.NextAsync());
        Assert.Equal(1, session.GetPoolSnapshot().Open);

        async Task<Response> GetAsync(Url url) => await session.GetAsync(blocking, url, Test);
    }

    [Theory]
    [InlineData("GET", InternalError)]
    [InlineData("POST", InternalError)]
    [InlineData("GET", NoError)]
    [InlineData("GET", 8)]
    public async Task A_reset_that_says_nothing_of_the_kind_is_a_failure_of_that_request_alone(string method, int code)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await (request.Path == "/bad"
                    ? peer.ResetAsync(request.Stream, code)
                    : peer.AnswerAsync(request.Stream, "ok"));
            }
        }));
        using var session = Http2Sessions.For(server);
        await session.GetAsync("/good", Test);

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => session.SendAsync(new HttpMethod(method), "/bad", null, Test));

        Assert.Single(failure.Attempts);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("ok", (await session.GetAsync("/good", Test)).Text);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_goaway_with_an_error_ends_what_it_took()
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.GoAwayAsync(request!.Stream, 11);
        }));
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.PostAsync("/x", null, Test));

        Assert.Single(failure.Attempts);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }
}
