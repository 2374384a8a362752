namespace Peregrine;

/// <summary>Windows both ways (RFC 9113, section 5.2), and many streams at once.</summary>
[Collection(nameof(Alone))]
public sealed class FlowTests
{
    private const int InitialWindowSize = 4;
    private const int Window = 2 * 1024 * 1024;
    private const int Frame = 16_384;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Data_beyond_the_window_ends_the_connection(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.HeadAsync(request!.Stream, end: false, ":status: 200");
            await SendAsync(peer, request.Stream, new byte[Window]);
            await peer.FrameAsync(FrameType.Data, 0, request.Stream, new byte[1]);
            await peer.Connection.SkipAsync(long.MaxValue);
        }));
        using var session = Http2Sessions.For(server);
        await using var response = await session.StreamAsync(HttpMethod.Get, "/");
        Assert.Equal(1, await server.Ended.NextAsync());

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => blocking ? Task.Run(() => response.Read(), Test) : response.ReadAsync(Test));

        Assert.Equal(HttpRequestError.HttpProtocolError, failure.HttpRequestError);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Fact]
    public async Task One_that_is_read_slowly_holds_up_no_other()
    {
        var all = Noise(3 * Window);
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            var (sent, slow) = (0, 0);
            while (await peer.ReadFrameAsync() is { } frame)
            {
                if (frame.Type == FrameType.Headers && slow > 0)
                {
                    await peer.AnswerAsync(frame.Stream, "quick");
                }
                else if (frame.Type == FrameType.Headers)
                {
                    slow = frame.Stream;
                    await peer.HeadAsync(slow, end: false, ":status: 200");
                    await SendAsync(peer, slow, all.AsMemory(0, sent = Window));
                }
                else if (frame.Type == FrameType.WindowUpdate && slow > 0 && frame.Stream == slow)
                {
                    var more = Math.Min(
                        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(frame.Payload), all.Length - sent);
                    await SendAsync(peer, slow, all.AsMemory(sent, more));
                    sent += more;
                    await (sent == all.Length ? peer.DataAsync(slow, "", end: true) : Task.CompletedTask);
                }
            }
        }));
        using var session = Http2Sessions.For(server);
        await using var response = await session.StreamAsync(HttpMethod.Get, "/slow");

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("quick", (await session.GetAsync("/quick", Test)).Text);
        }

        using var read = new MemoryStream();
        await response.AsStream().CopyToAsync(read, Test);
        Assert.Equal(all, read.ToArray());
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(7, 2_000)]
    [InlineData(1000, 100_000)]
    [InlineData(70_000, 300_000)]
    public async Task A_body_goes_as_fast_as_the_window_lets_it(int window, int size)
    {
        Http2Request? seen = null;
        await using var server = new RawServer(Http2Peer.Script(
            async peer =>
            {
                while (await peer.ReadRequestAsync() is { } request)
                {
                    seen = request;
                    await peer.AnswerAsync(request.Stream, "ok");
                }
            },
            (InitialWindowSize, window)));
        using var session = Http2Sessions.For(server);
        await session.GetAsync("/", Test); // From here on the window is known.
        foreach (var body in new[] { Body.Bytes(Noise(size)), Body.Stream(Pipe.Of(Noise(size))) })
        {
            await session.PutAsync("/", new() { Body = body }, Test);

            Assert.Equal(Noise(size), seen!.Body);
        }
    }

    [Fact]
    public async Task A_window_that_is_taken_back_holds_the_body_until_it_is_given_again()
    {
        var sizes = new List<int>();
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            Http2Frame? frame;
            do
            {
                frame = await peer.ReadFrameAsync();
            }
            while (frame is not { Type: FrameType.Headers });

            while (sizes.Sum() < 65_535 && await peer.ReadRawFrameAsync() is { } first)
            {
                sizes.Add(first.Type == FrameType.Data ? first.Payload.Length : 0);
            }

            // The client has used more than the new window: less than nothing is left.
            await peer.SettingsAsync((InitialWindowSize, 100));
            await peer.FrameAsync(FrameType.WindowUpdate, 0, 0, new byte[] { 0, 15, 0, 0 });
            await peer.FrameAsync(FrameType.Ping, 0, 0, new byte[8]);
            while (await peer.ReadRawFrameAsync() is { } second && second.Type != FrameType.Ping)
            {
                Assert.NotEqual(FrameType.Data, second.Type);
            }

            await peer.SettingsAsync((InitialWindowSize, 1_000_000));
            do
            {
                frame = (await peer.ReadRawFrameAsync())!;
                sizes.Add(frame.Type == FrameType.Data ? frame.Payload.Length : 0);
            }
            while (frame is not { Type: FrameType.Data, Flags: Http2Peer.EndStream });

            await peer.AnswerAsync(frame.Stream, "ok");
        }));
        using var session = Http2Sessions.For(server);

        Assert.Equal(
            "ok", (await session.PutAsync("/", new() { Body = Body.Stream(Pipe.Of(Noise(200_000))) }, Test)).Text);
        Assert.Equal(200_000, sizes.Sum());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_waits_for_its_window_can_be_cancelled_and_the_connection_goes_on(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(
            async peer =>
            {
                while (await peer.ReadFrameAsync() is { } frame)
                {
                    if (frame.Type == FrameType.Headers && (frame.Flags & Http2Peer.EndStream) != 0)
                    {
                        await peer.AnswerAsync(frame.Stream, "ok");
                    }
                    else if (frame.Type == FrameType.Headers)
                    {
                        peer.Connection.Note("begun");
                    }
                }
            },
            (InitialWindowSize, 0)));
        using var session = Http2Sessions.For(server);
        await session.GetAsync("/", Test);
        foreach (var body in new[] { Body.Bytes(Noise(1000)), Body.Stream(Pipe.Of(Noise(200_000))) })
        {
            using var caller = new CancellationTokenSource();
            var call = blocking
                ? Calls.OnOwnThread(() => session.Put("/", new() { Body = body }, caller.Token))
                : session.PutAsync("/", new() { Body = body }, caller.Token);
            Assert.Equal("begun", await server.Notes.NextAsync());

            await caller.CancelAsync();

            Assert.Equal(
                caller.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
            Assert.Equal("reset with 8", await server.Notes.NextAsync());
        }

        Assert.Equal("ok", (await session.GetAsync(blocking, "/", Test)).Text);
        Assert.Equal((1, 0), (server.Connections, session.GetPoolSnapshot().Streams));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_comes_back_while_it_is_sent(bool tls)
    {
        await using var server = new RawServer(
            Http2Peer.Script(async peer =>
            {
                while (await peer.ReadFrameAsync() is { } frame)
                {
                    if (frame.Type == FrameType.Headers)
                    {
                        await peer.HeadAsync(frame.Stream, end: false, ":status: 200");
                    }
                    else if (frame.Type == FrameType.Data)
                    {
                        await peer.FrameAsync(FrameType.Data, frame.Flags, frame.Stream, frame.Payload);
                    }
                }
            }),
            tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);
        var bodies = Enumerable.Range(0, 8).Select(i => Noise(200_000 + i)).ToArray();

        var responses = await Task.WhenAll(
            bodies.Select(body => session.PostAsync("/", new() { Body = Body.Stream(Pipe.Of(body)) }, Test)));

        Assert.Equal(bodies, responses.Select(response => response.Bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_hundred_streams_are_answered_in_any_order(int seed)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            var (random, waiting, answered) = (new Random(seed), new List<(Http2Request Request, int Sent)>(), 0);
            while (answered < 400 && await peer.ReadRequestAsync() is { } request)
            {
                waiting.Add((request, -1));
                while (waiting.Count > 0 && (waiting.Count >= 100 || answered + waiting.Count == 400 || answered == 0))
                {
                    answered += await StepAsync(peer, waiting, random.Next(waiting.Count), random.Next(2000)) ? 1 : 0;
                }
            }

            await peer.ReadFrameAsync();
        }));
        using var session = Http2Sessions.For(server);

        Assert.Equal(Expected("/0"), (await session.GetAsync("/0", Test)).Text);
        var responses = await Task.WhenAll(Enumerable.Range(1, 399).Select(i => session.GetAsync($"/{i}", Test)));

        Assert.Equal(
            Enumerable.Range(1, 399).Select(i => Expected($"/{i}")), responses.Select(response => response.Text));
        Assert.Equal((1, 0), (server.Connections, session.GetPoolSnapshot().Streams));

        static string Expected(string path) => string.Concat(Enumerable.Repeat(path, 700));

        // The head, or some more of the body; true when that was the last of it.
        static async Task<bool> StepAsync(
            Http2Peer peer, List<(Http2Request Request, int Sent)> waiting, int at, int most)
        {
            var (request, sent) = waiting[at];
            if (sent < 0)
            {
                await peer.HeadAsync(request.Stream, end: false, ":status: 200", $"x-path: {request.Path}");
                waiting[at] = (request, 0);
                return false;
            }

            var text = Expected(request.Path)[sent..];
            var count = Math.Min(most, text.Length);
            await peer.DataAsync(request.Stream, text[..count], end: count == text.Length);
            waiting[at] = (request, sent + count);
            if (count == text.Length)
            {
                waiting.RemoveAt(at);
            }

            return count == text.Length;
        }
    }

    [Fact]
    public async Task What_comes_after_a_response_was_left_is_passed_over_and_the_connection_goes_on()
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadFrameAsync() is { } frame)
            {
                switch (frame.Type)
                {
                    case FrameType.Headers when frame.Stream == 1:
                        await peer.HeadAsync(1, end: false, ":status: 200", "x-kept: 1");
                        break;
                    case FrameType.Headers:
                        await peer.AnswerAsync(frame.Stream, "ok");
                        break;
                    case FrameType.RstStream:
                        await SendAsync(peer, 1, new byte[Window]);
                        await peer.HeadAsync(1, end: true, "x-trailer: 1");
                        break;
                    default:
                        break;
                }
            }
        }));
        using var session = Http2Sessions.For(server);
        await (await session.StreamAsync(HttpMethod.Get, "/")).DisposeAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task What_comes_without_end_after_a_response_was_left_ends_the_connection()
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadFrameAsync() is { } frame)
            {
                if (frame.Type == FrameType.Headers)
                {
                    await peer.HeadAsync(1, end: false, ":status: 200");
                }
                else if (frame.Type == FrameType.RstStream)
                {
                    await SendAsync(peer, 1, new byte[Window + 1]);
                }
            }
        }));
        using var session = Http2Sessions.For(server);

        await (await session.StreamAsync(HttpMethod.Get, "/")).DisposeAsync();

        Assert.Equal(1, await server.Ended.NextAsync());
    }

    [Fact]
    public async Task A_head_of_any_size_is_sent_in_frames_that_the_server_takes()
    {
        Http2Request? seen = null;
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                seen = request;
                await peer.AnswerAsync(request.Stream, "ok");
            }
        }));
        using var session = Http2Sessions.For(server);
        var value = new string('v', 40_000);

        await session.PutAsync("/", new() { Headers = { ["X-Large"] = value }, Body = Body.Text("body") }, Test);

        Assert.Equal((value, "body"), (seen!.Field("x-large"), System.Text.Encoding.UTF8.GetString(seen.Body)));
    }

    private static async Task SendAsync(Http2Peer peer, int stream, ReadOnlyMemory<byte> data)
    {
        for (; !data.IsEmpty; data = data[Math.Min(Frame, data.Length)..])
        {
            await peer.FrameAsync(FrameType.Data, 0, stream, data[..Math.Min(Frame, data.Length)]);
        }
    }

    private static byte[] Noise(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
