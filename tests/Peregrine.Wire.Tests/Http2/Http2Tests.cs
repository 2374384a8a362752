using System.Net;

namespace Peregrine;

[Collection(nameof(Alone))]
public sealed class Http2Tests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes =>
        new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_call_goes_by_it(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            Http2Peer.Script(Http2Peer.EchoAsync), tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);

        for (var i = 0; i < 3; i++)
        {
            var response = await session.GetAsync(blocking, $"/{i}?a=%41", Test);

            Assert.Equal($"/{i}?a=%41", response.Text);
            Assert.Equal(HttpVersion.Version20, response.Version);
            Assert.Equal("OK", response.ReasonPhrase);
            Assert.Equal(server.Port, ((IPEndPoint)response.RemoteEndPoint!).Port);
            Assert.Single(response.Attempts);
        }

        Assert.Equal(1, server.Connections);
        Assert.Equal(
            (1, 1, 0),
            (session.GetPoolSnapshot().Open, session.GetPoolSnapshot().Idle, session.GetPoolSnapshot().Streams));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Fields_are_written_as_it_wants_them(bool blocking, bool tls)
    {
        Http2Request? seen = null;
        await using var server = new RawServer(
            Http2Peer.Script(async peer =>
            {
                seen = await peer.ReadRequestAsync();
                await peer.AnswerAsync(seen!.Stream, "ok");
                await peer.ReadFrameAsync();
            }),
            tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);

        await session.SendAsync(
            blocking,
            HttpMethod.Post,
            "/a%2Fb?q=%C3%A9",
            new()
            {
                Headers = { ["X-Mixed-Case"] = "Value", ["Connection"] = "close", ["X-Text"] = "caf\u00e9" },
                Body = Body.Text("body"),
            },
            Test);

        Assert.Equal(
            $"POST {(tls ? "https" : "http")}://127.0.0.1:{server.Port}/a%2Fb?q=%C3%A9",
            $"{seen!.Field(":method")} {seen.Field(":scheme")}://{seen.Field(":authority")}{seen.Path}");
        Assert.Equal(
            ("Value", "caf\u00e9", "4"),
            (seen.Field("x-mixed-case"), seen.Field("x-text"), seen.Field("content-length")));
        Assert.All(seen.Fields, field =>
            Assert.DoesNotMatch("^:?[a-z0-9-]*[A-Z]", field[..field.IndexOf(": ", 1, StringComparison.Ordinal)]));
        Assert.Null(seen.Field("connection") ?? seen.Field("host")
            ?? seen.Field("transfer-encoding") ?? seen.Field("traceparent"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_host_of_ones_own_is_the_authority(bool blocking, bool tls)
    {
        var seen = new List<string?>();
        await using var server = new RawServer(
            Http2Peer.Script(async peer =>
            {
                while (await peer.ReadRequestAsync() is { } request)
                {
                    seen.Add(request.Field(":authority"));
                    await peer.AnswerAsync(request.Stream, "ok");
                }
            }),
            tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);

        foreach (var host in new[] { "one.test", null, "two.test:81", "one.test" })
        {
            await session.SendAsync(
                blocking, HttpMethod.Get, "/", host is null ? null : new() { Headers = { ["Host"] = host } }, Test);
        }

        Assert.Equal(["one.test", $"127.0.0.1:{server.Port}", "two.test:81", "one.test"], seen);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Bodies_of_any_length_go_both_ways(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            Http2Peer.Script(async peer =>
            {
                while (await peer.ReadRequestAsync() is { } request)
                {
                    await peer.HeadAsync(
                        request.Stream, end: false, ":status: 200",
                        "x-length: " + (request.Field("content-length") ?? "none"));
                    for (var i = 0; i < request.Body.Length; i += 16_000)
                    {
                        await peer.FrameAsync(FrameType.Data, 0, request.Stream, request.Body.AsMemory(
                            i, Math.Min(16_000, request.Body.Length - i)));
                        await peer.AwaitWindowAsync();
                    }

                    await peer.HeadAsync(
                        request.Stream, end: true, "x-sum: " + request.Body.Sum(one => one), "x-last: 1");
                }
            }),
            tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);
        foreach (var size in new[] { 0, 1, 20_000, 60_000 })
        {
            var bytes = new byte[size];
            new Random(size).NextBytes(bytes);
            foreach (var (body, length) in new[]
            {
                (Body.Bytes(bytes), $"{size}"),
                (Body.Stream(Pipe.Of(bytes)), "none"),
            })
            {
                var response = await session.SendAsync(blocking, HttpMethod.Put, "/", new() { Body = body }, Test);

                Assert.Equal(bytes, response.Bytes);
                Assert.Equal(length, response.Headers["x-length"]);
                Assert.Equal(
                    (bytes.Sum(one => one).ToString(System.Globalization.CultureInfo.InvariantCulture), "1"),
                    (response.Trailers["x-sum"], response.Trailers["X-Last"]));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_breaks_its_promise_is_the_callers_error_and_the_connection_goes_on(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync));
        using var session = Http2Sessions.For(server);

        var body = Body.Stream(Pipe.Of([1, 2, 3]), length: 4);
        await Assert.ThrowsAsync<IOException>(
            () => session.SendAsync(blocking, HttpMethod.Put, "/", new() { Body = body }, Test));
        var own = new InvalidDataException("mine");
        Assert.Same(own, await Assert.ThrowsAsync<InvalidDataException>(() =>
            session.SendAsync(
                blocking, HttpMethod.Put, "/", new() { Body = Body.Stream(new EndlessStream(100, own)) }, Test)));
        Assert.Equal("/on", (await session.GetAsync(blocking, "/on", Test)).Text);
        Assert.Equal((1, 0), (server.Connections, session.GetPoolSnapshot().Streams));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_comes_before_the_body_was_sent_is_read(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            Http2Frame? frame;
            do
            {
                frame = await peer.ReadFrameAsync();
            }
            while (frame is not { Type: FrameType.Headers });

            await peer.HeadAsync(frame.Stream, end: false, ":status: 413");
            await peer.DataAsync(frame.Stream, "too large", end: true);
            await peer.ResetAsync(frame.Stream, 0);
            while (await peer.ReadFrameAsync() is not null)
            {
            }
        }));
        using var session = Http2Sessions.For(server);

        var response = await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(new EndlessStream(50_000_000)) }, Test);

        Assert.Equal((413, "too large"), (response.StatusCode, response.Text));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(7)]
    public async Task Two_hundred_blocked_callers_are_all_answered(int streams)
    {
        await using var server = new RawServer(
            Http2Peer.Script(Http2Peer.EchoAsync, (3, streams)), TestAuthority.LoopbackHttp2);
        using var session = Http2Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });
        ThreadPool.GetMinThreads(out var before, out _);

        // On workers of the pool: it has a handful, and makes more only when it sees them blocked.
        var texts = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(i => Task.Run(() => session.Get($"/{i}", cancellationToken: Test).Text)));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"/{i}"), texts);
        Assert.Equal(0, session.GetPoolSnapshot().Streams);
        ThreadPool.GetMinThreads(out var after, out _);
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_over_https_offers_both_and_the_server_chooses(bool http2)
    {
        await using var server = http2
            ? new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2)
            : new RawServer(
                Scripts.Answer(), TestAuthority.Loopback.Speaking(System.Net.Security.SslApplicationProtocol.Http11));
        using var session = Sessions.For(server);

        Assert.Equal(
            http2 ? HttpVersion.Version20 : HttpVersion.Version11, (await session.GetAsync("/", Test)).Version);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Blocking_calls_and_version_11_never_offer_it()
    {
        await using var server = new RawServer(
            Scripts.Answer(), TestAuthority.Loopback.Speaking(
                System.Net.Security.SslApplicationProtocol.Http2, System.Net.Security.SslApplicationProtocol.Http11));
        using var session = Sessions.For(server);

        Assert.Equal(HttpVersion.Version11, (await session.GetAsync(blocking: true, "/", Test)).Version);
        Assert.Equal(
            HttpVersion.Version11,
            (await session.GetAsync("/", new() { Version = HttpVersion.Version11 }, Test)).Version);
        Assert.Equal(
            HttpVersion.Version11,
            (await session.GetAsync("/", new() { Headers = { ["Host"] = "own.test" } }, Test)).Version);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("2.1")]
    [InlineData("4.0")]
    public void A_version_that_is_not_spoken_is_refused(string version)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequestOptions { Version = new Version(version) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HttpSessionOptions { Version = new Version(version) });
    }

    [Fact]
    public void A_version_beside_a_transport_is_refused()
    {
        using var handler = new SocketsHttpHandler();
        Assert.Throws<ArgumentException>(
            () => new HttpSession(new() { Transport = handler, Version = HttpVersion.Version20 }));
        using var session = new HttpSession(new() { Transport = handler });
        Assert.Throws<ArgumentException>(() => session.Get("http://h.test", new() { Version = HttpVersion.Version20 }));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "https alone", false)]
    [InlineData("http://127.0.0.1:1", "https alone", true)]
    public async Task Version_3_without_tls_is_a_clear_failure_to_connect(string url, string words, bool blocking)
    {
        using var session = new HttpSession(new() { Version = HttpVersion.Version30, Retry = 3 });

        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, url, Test));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Single(failure.Attempts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Version_3_with_an_environment_that_cant_be_read_is_a_failed_try_as_any_other(bool blocking)
    {
        using var session = new HttpSession(new()
        {
            Version = HttpVersion.Version30,
            ReadVariable = name => name == "https_proxy" ? "ftp://proxy.test" : null,
        });

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, "https://api.test", Test));

        Assert.Single(failure.Attempts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Version_3_where_the_system_has_no_quic_is_one_too(bool blocking)
    {
        Assert.SkipWhen(
            OperatingSystem.IsLinux() && System.Net.Quic.QuicConnection.IsSupported, "this system has QUIC");
        using var session = new HttpSession(new() { Version = HttpVersion.Version30, Retry = 3 });

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, "https://127.0.0.1:1", Test));

        Assert.Contains("QUIC", failure.Message, StringComparison.Ordinal);
        Assert.Single(failure.Attempts);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_streamed_response_that_is_left_early_resets_its_stream_alone(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            Http2Peer.Script(async peer =>
            {
                while (await peer.ReadRequestAsync() is { } request)
                {
                    await peer.HeadAsync(request.Stream, end: false, ":status: 200");
                    await peer.DataAsync(request.Stream, "one\ntwo\n", end: request.Path != "/endless");
                }
            }),
            tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);

        await using (var response = blocking
            ? session.Stream(HttpMethod.Get, "/endless")
            : await session.StreamAsync(HttpMethod.Get, "/endless"))
        {
            Assert.Equal("one", blocking ? response.Lines().First() : await FirstAsync(response));
            Assert.Equal(1, session.GetPoolSnapshot().Streams);
        }

        Assert.Equal("reset with 8", await server.Notes.NextAsync());
        Assert.Equal("one\ntwo\n", (await session.GetAsync(blocking, "/", Test)).Text);
        Assert.Equal((1, 0), (server.Connections, session.GetPoolSnapshot().Streams));

        static async Task<string> FirstAsync(Response response)
        {
            await foreach (var line in response.LinesAsync())
            {
                return line;
            }

            return "";
        }
    }
}
