namespace Peregrine;

/// <summary>A server that misbehaves over HTTP/2.</summary>
public sealed class HostileTests
{
    private const int MaxFrameSize = 5;
    private const int InitialWindowSize = 4;
    private const byte PlainContinuation = 0;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fields_without_end_are_a_limit_passed()
    {
        var block = Hpack.Write(":status: 200");
        var more = Hpack.Write(Enumerable.Range(0, 100).Select(i => $"x-{i:d3}: {new string('v', 100)}"));
        var failure = await FailureAsync(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.FrameAsync(FrameType.Headers, 0, request!.Stream, block);
            for (var i = 0; i < 1000; i++)
            {
                await peer.FrameAsync(FrameType.Continuation, PlainContinuation, request.Stream, more);
            }
        });

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }

    // A head that never grows, because all it does is change the size of the table.
    [Fact]
    public async Task A_head_of_nothing_but_sizes_of_the_table_ends_the_connection()
    {
        var sizes = Enumerable.Repeat((byte)0x20, 10_000).ToArray();
        var failure = await FailureAsync(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.FrameAsync(FrameType.Headers, 0, request!.Stream, sizes);
            for (var i = 0; i < 10_000; i++)
            {
                await peer.FrameAsync(FrameType.Continuation, PlainContinuation, request.Stream, sizes);
            }
        });

        Assert.Equal(HttpRequestError.HttpProtocolError, failure.HttpRequestError);
    }

    // Frames that carry nothing, in each kind
    [Theory]
    [InlineData(FrameType.Continuation)]
    [InlineData(FrameType.Data)]
    [InlineData(FrameType.Ping)]
    [InlineData(FrameType.Settings)]
    [InlineData(FrameType.Priority)]
    internal async Task Frames_that_carry_nothing_are_counted(FrameType type)
    {
        var sent = 0;
        var failure = await FailureAsync(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            if (type == FrameType.Continuation)
            {
                await peer.FrameAsync(FrameType.Headers, 0, request!.Stream, Hpack.Write(":status: 200"));
            }
            else
            {
                await peer.HeadAsync(request!.Stream, end: false, ":status: 200");
            }

            var payload = type switch { FrameType.Ping => new byte[8], FrameType.Priority => new byte[5], _ => [] };
            var frame = Http2Peer.Frame(
                type, 0, type is FrameType.Ping or FrameType.Settings ? 0 : request.Stream, payload);
            var many = Enumerable.Repeat(frame, 100).SelectMany(one => one).ToArray();
            for (sent = 0; sent < 1_000_000; sent += 100)
            {
                await peer.Connection.SendAsync(many);
            }
        });

        Assert.InRange(sent, 1, 500_000);
        Assert.Contains(
            failure.HttpRequestError,
            new[] { HttpRequestError.ConfigurationLimitExceeded, HttpRequestError.HttpProtocolError });
    }

    // What the client owes is not kept without bound when the server does not take it
    [Theory]
    [InlineData(FrameType.Ping)]
    [InlineData(FrameType.Settings)]
    internal async Task What_is_owed_to_a_server_that_does_not_read_is_bounded(FrameType type)
    {
        await FailureAsync(async peer =>
        {
            await peer.ReadRequestAsync();
            var many = Enumerable.Repeat(Http2Peer.Frame(type, 0, 0, type == FrameType.Ping ? new byte[8] : []), 1000)
                .SelectMany(one => one).ToArray();
            for (var i = 0; i < 1000; i++)
            {
                await peer.Connection.SendAsync(many);
            }
        });
    }

    [Fact]
    public async Task A_push_that_was_not_allowed_ends_the_connection()
    {
        var failure = await FailureAsync(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.FrameAsync(
                FrameType.PushPromise,
                Http2Peer.EndHeaders,
                request!.Stream,
                new byte[] { 0, 0, 0, 2 }.Concat(Hpack.Write(":method: GET")).ToArray());
            await peer.Connection.SkipAsync(long.MaxValue);
        });

        Assert.Equal(HttpRequestError.HttpProtocolError, failure.HttpRequestError);
    }

    // A table entry of 4 KB, named sixty thousand times
    [Fact]
    public async Task Fields_that_grow_when_decoded_are_a_limit_passed()
    {
        var name = "x-bomb";
        var value = new string('b', 4000);
        var entry = Hpack.Write($"{name}: {value}");
        entry[0] = 0x40; // Kept in the table.
        var failure = await FailureAsync(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.FrameAsync(
                FrameType.Headers, 0, request!.Stream, Hpack.Write(":status: 200").Concat(entry).ToArray());
            var references = Enumerable.Repeat((byte)0xBE, 10_000).ToArray();
            for (var i = 0; i < 6; i++)
            {
                await peer.FrameAsync(FrameType.Continuation, PlainContinuation, request.Stream, references);
            }
        });

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }

    [Fact]
    public async Task Interim_responses_without_end_are_a_limit_passed()
    {
        var failure = await FailureAsync(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            for (var i = 0; i < 100_000; i++)
            {
                await peer.HeadAsync(request!.Stream, end: false, ":status: 103", "link: </a>; rel=preload");
            }
        });

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }

    [Fact]
    public async Task Some_interim_responses_are_passed_over()
    {
        var response = await ResponseAsync(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.HeadAsync(request!.Stream, end: false, ":status: 100");
            await peer.HeadAsync(request.Stream, end: false, ":status: 103", "link: </a>");
            await peer.AnswerAsync(request.Stream, "ok", "x-a: 1");
            await peer.Connection.SkipAsync(long.MaxValue);
        });

        Assert.Equal("ok", response.Text);
        Assert.Equal("1", response.Headers["x-a"]);
        Assert.Null(response.Headers["link"]);
    }

    [Theory]
    [InlineData("content-length: 5", "0123456789", HttpRequestError.InvalidResponse)]
    [InlineData("content-length: 5", "012", HttpRequestError.ResponseEnded)]
    [InlineData("content-length: 5", "", HttpRequestError.ResponseEnded)]
    [InlineData("content-length: 0", "0", HttpRequestError.InvalidResponse)]
    [InlineData("content-length: x", "0", HttpRequestError.InvalidResponse)]
    [InlineData("content-length: -1", "0", HttpRequestError.InvalidResponse)]
    public async Task A_length_that_is_not_kept_is_a_failure(string length, string body, HttpRequestError error)
    {
        var failure = await FailureAsync(AnswersAsync(body, length));

        Assert.Equal(error, failure.HttpRequestError);
    }

    [Theory]
    [InlineData("GET", "content-length: 5", "01234", "01234")]
    [InlineData("HEAD", "content-length: 5", "", "")]
    [InlineData("GET", "x-none: 1", "01234", "01234")]
    public async Task A_length_that_is_kept_is_none(string method, string length, string body, string text)
    {
        var response = await ResponseAsync(AnswersAsync(body, length), new HttpMethod(method));

        Assert.Equal(text, response.Text);
    }

    [Theory]
    [InlineData("x-a: 1\r\nx-b: 2")]
    [InlineData("x-a: 1\nx-b: 2")]
    [InlineData("x-a: 1\0")]
    [InlineData("x-a: 1\r")]
    [InlineData("location: /a\r\nset-cookie: b=1")]
    [InlineData("X-Upper: 1")]
    [InlineData("connection: close")]
    [InlineData("connection: keep-alive")]
    [InlineData("keep-alive: timeout=5")]
    [InlineData("proxy-connection: close")]
    [InlineData("transfer-encoding: chunked")]
    [InlineData("upgrade: websocket")]
    public async Task A_field_that_has_no_place_there_is_a_failure(string field)
    {
        var failure = await FailureAsync(AnswersAsync("ok", field));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
    }

    [Theory]
    [InlineData("x-a: café", "x-a", "café")]
    [InlineData("content-type: text/plain", "Content-Type", "text/plain")]
    [InlineData("x-a: \tpadded ", "X-A", "padded")]
    [InlineData("set-cookie: a=1", "set-cookie", "a=1")]
    [InlineData("x-ua-compatible: IE=edge", "X-UA-Compatible", "IE=edge")]
    public async Task Other_fields_are_read_as_over_http11(string field, string name, string value)
    {
        var response = await ResponseAsync(
            AnswersAsync("ok", System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(field))));

        Assert.Equal(value, response.Headers[name]);
    }

    [Fact]
    public async Task A_cookie_in_latin1_goes_back_as_it_came()
    {
        string? echoed = null;
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                echoed = request.Field("cookie");
                await peer.AnswerAsync(request.Stream, "ok", "set-cookie: a=caf\u00e9");
            }
        }));
        using var session = Http2Sessions.For(server);

        var response = await session.GetAsync("/", Test);
        await session.GetAsync("/", Test);

        Assert.Equal("a=caf\u00e9", response.Headers["set-cookie"]);
        Assert.Equal("a=caf\uFFFD", echoed); // One octet, which is no UTF-8.
    }

    [Fact]
    public async Task A_response_without_status_is_a_failure()
    {
        await FailureAsync(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.HeadAsync(request!.Stream, end: true, "x-a: 1");
            await peer.Connection.SkipAsync(long.MaxValue);
        });
    }

    [Theory]
    [InlineData(MaxFrameSize, 0)]
    [InlineData(MaxFrameSize, 16_777_216)]
    [InlineData(InitialWindowSize, 0x80000000)]
    public async Task A_setting_out_of_range_ends_the_connection(int id, long value)
    {
        var failure = await FailureAsync(
            async peer =>
            {
                await peer.ReadRequestAsync();
                await peer.Connection.SkipAsync(long.MaxValue);
            },
            settings: (id, value));

        Assert.Equal(HttpRequestError.HttpProtocolError, failure.HttpRequestError);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_window_that_never_opens_meets_the_send_limit(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(
            async peer =>
            {
                await peer.Connection.SkipAsync(long.MaxValue);
            },
            (InitialWindowSize, 0)));
        using var session = Http2Sessions.For(server, options =>
            options.Timeout = new Timeouts { Send = TimeSpan.FromMilliseconds(300), Read = TimeSpan.FromSeconds(4) });

        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(() =>
            session.SendAsync(
                blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(new EndlessStream(500_000)) }, Test));

        Assert.Equal(TimeoutPhase.Send, failure.Phase);
    }

    // Resets in a row: each request fails alone, and no more often than it was asked
    [Fact]
    public async Task Resets_without_end_are_answered_by_no_more_requests_than_were_asked()
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await peer.ResetAsync(request.Stream, 2);
            }
        }));
        using var session = Http2Sessions.For(
            server, options => options.Retry = new RetryPolicy(2) { BackoffFactor = 0 });

        for (var i = 0; i < 50; i++)
        {
            await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync("/", Test));
        }

        Assert.InRange(server.Requests.Count, 50, 150);
        Assert.Equal(0, session.GetPoolSnapshot().Streams);
    }

    [Fact]
    public async Task A_server_of_http11_where_http2_was_known_is_a_failure()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            await connection.SkipSomeAsync();
        });
        using var session = Http2Sessions.For(server);

        await Assert.ThrowsAsync<ProtocolException>(() => session.PostAsync("/", null, Test));
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_agrees_on_http11_where_http2_was_asked_for_is_a_failure_to_connect(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, "/", Test));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
        Assert.Contains("does not speak HTTP/2", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private static Func<Http2Peer, Task> AnswersAsync(string body, params string[] fields) => async peer =>
    {
        var request = await peer.ReadRequestAsync();
        await peer.AnswerAsync(request!.Stream, body, fields);
        await peer.Connection.SkipAsync(long.MaxValue);
    };

    private static async Task<ProtocolException> FailureAsync(
        Func<Http2Peer, Task> script, params (int Id, long Value)[] settings)
    {
        ProtocolException? failure = null;
        foreach (var blocking in new[] { false, true })
        {
            await using var server = new RawServer(Http2Peer.Script(script, settings));
            using var session = Http2Sessions.For(server);
            failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/hostile", Test));
            Assert.Single(failure.Attempts);
            Assert.Equal(0, session.GetPoolSnapshot().Streams);
            Assert.Equal(0, session.GetPoolSnapshot().InUse);
        }

        return failure!;
    }

    private static async Task<Response> ResponseAsync(Func<Http2Peer, Task> script, HttpMethod? method = null)
    {
        await using var server = new RawServer(Http2Peer.Script(script));
        using var session = Http2Sessions.For(server);
        return await session.SendAsync(blocking: false, method ?? HttpMethod.Get, "/sane", null, Test);
    }
}
