namespace Peregrine;

/// <summary>Frames that a server may not send: which of them end the connection, and which the request alone.</summary>
public sealed class FrameFaultTests
{
    private const byte Padded = 8;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    // Each is what a server sends after the only request so far, which is on stream 1.
    public static TheoryData<string, string> OfTheConnection => new()
    {
        { "data on no stream", "000001 00 00 00000000 61" },
        { "a head on no stream", "000001 01 05 00000000 88" },
        { "data on a stream that nobody opened", "000001 00 01 00000003 61" },
        { "a head on a stream of the server's", "000001 01 05 00000002 88" },
        { "a reset of a stream that nobody opened", "000004 03 00 00000003 00000008" },
        { "a window for a stream that nobody opened", "000004 08 00 00000003 00000001" },
        { "a window of nothing", "000004 08 00 00000000 00000000" },
        { "a window beyond all measure", "000004 08 00 00000000 7fffffff" },
        { "a window of three octets", "000003 08 00 00000000 000001" },
        { "a ping of seven octets", "000007 06 00 00000000 00000000000000" },
        { "a ping on a stream", "000008 06 00 00000001 0000000000000000" },
        { "a goaway of four octets", "000004 07 00 00000000 00000000" },
        { "a goaway on a stream", "000008 07 00 00000001 0000000000000000" },
        { "a reset of three octets", "000003 03 00 00000001 000000" },
        { "settings of five octets", "000005 04 00 00000000 0000000000" },
        { "settings on a stream", "000000 04 00 00000001" },
        { "an acknowledgement that says something", "000006 04 01 00000000 000300000001" },
        { "a priority on no stream", "000005 02 00 00000000 0000000000" },
        { "a continuation of nothing", "000001 09 04 00000001 88" },
        { "a ping within a head", "000001 01 00 00000001 88 000008 06 00 00000000 0000000000000000" },
        { "a continuation of another stream", "000001 01 00 00000001 88 000000 09 04 00000003" },
        { "padding that is longer than the frame", "000002 00 08 00000001 0261" },
        { "a head of padding alone", "000000 01 0d 00000001" },
        { "a frame of 16385 octets", "004001 00 00 00000001" },
        { "a field that is not in the table", "000001 01 05 00000001 be" },
        { "a field that is cut off", "000003 01 05 00000001 884001" },
        { "a promise", "000005 05 04 00000001 0000000288" },
    };

    // Of the stream alone, with the code that it is reset with.
    public static TheoryData<string, string, int> OfTheStream => new()
    {
        { "a body before its head", "000001 00 00 00000001 61", 1 },
        { "a second head", "000001 01 04 00000001 88 000001 01 04 00000001 88", 1 },
        { "a status in the trailers", "000001 01 04 00000001 88 000001 01 05 00000001 88", 1 },
        { "trailers that do not end", "000001 01 04 00000001 88 000005 01 04 00000001 0001780131", 1 },
        { "an answer of 101", "000005 01 04 00000001 0803313031", 1 },
        { "an interim head that ends", "000005 01 05 00000001 0803313033", 1 },
        { "no status", "000005 01 05 00000001 0001780131", 1 },
        { "a window of nothing", "000004 08 00 00000001 00000000", 1 },
        { "a name in capitals", "000006 01 05 00000001 880001580131", 1 },
    };

    [Theory]
    [MemberData(nameof(OfTheConnection))]
    public async Task The_connection_is_ended(string what, string frames)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.Connection.SendAsync(Octets(frames));
            await peer.Connection.SkipAsync(long.MaxValue);
        }));
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync("/", Test));

        Assert.True(
            failure.HttpRequestError == HttpRequestError.HttpProtocolError, $"{what}: {failure.HttpRequestError}");
        Assert.Single(failure.Attempts);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
        Assert.Equal(1, await server.Ended.NextAsync());
    }

    [Theory]
    [InlineData("000001 00 00 00000001 61")]
    [InlineData("000001 01 05 00000001 88")]
    public async Task A_response_that_goes_on_after_its_end_ends_the_connection(string frames)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.AnswerAsync(request!.Stream, "nobody reads this yet");
            await peer.Connection.SendAsync(Octets(frames));
            await peer.Connection.SkipAsync(long.MaxValue);
        }));
        using var session = Http2Sessions.For(server);

        await using var response = await session.StreamAsync(HttpMethod.Get, "/");

        Assert.Equal(1, await server.Ended.NextAsync());
    }

    [Theory]
    [MemberData(nameof(OfTheStream))]
    public async Task The_request_fails_alone(string what, string frames, int code)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await (request.Stream == 1
                    ? peer.Connection.SendAsync(Octets(frames))
                    : peer.AnswerAsync(request.Stream, "ok"));
            }
        }));
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync("/", Test));

        Assert.NotEqual(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal($"reset with {code}", await server.Notes.NextAsync());
        Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);
        Assert.True(server.Connections == 1, what);
    }

    [Theory]
    [InlineData("000008 06 00 00000000 0000000000000000", "does not begin as HTTP/2 does")]
    [InlineData("000000 04 01 00000000", "does not begin as HTTP/2 does")]
    [InlineData("485454502f312e31 20343030", "answers in HTTP/1")]
    public async Task An_answer_that_does_not_begin_with_settings_is_a_failure(string octets, string words)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.SkipSomeAsync();
            await connection.SendAsync(Octets(octets));
            await connection.SkipAsync(long.MaxValue);
        });
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync("/", Test));

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("000001 01 04 00000001 88 00000a 00 01 00000001 616263")]
    [InlineData("000001 01 04")]
    [InlineData("000001 01 04 00000001 88 000001 00 00 00000001 61")]
    public async Task A_connection_that_ends_in_the_middle_is_a_response_that_was_cut_off(string frames)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.Connection.SendAsync(Octets(frames));
        }));
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.PostAsync("/", null, Test));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Fact]
    public async Task Padding_priority_and_frames_that_nobody_knows_are_passed_over()
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.FrameAsync((FrameType)0x77, 0xFF, 0, new byte[100]);
            await peer.FrameAsync((FrameType)0x78, 0xFF, request!.Stream, default);
            await peer.FrameAsync(FrameType.Headers, Padded | 0x20 | Http2Peer.EndHeaders, request.Stream, new byte[]
            {
                2, 0, 0, 0, 0, 9, 0x88, 0, 0,
            });
            await peer.FrameAsync(FrameType.Data, Padded, request.Stream, "\u0003body\0\0\0"u8.ToArray());
            await peer.FrameAsync(FrameType.Data, Padded | Http2Peer.EndStream, request.Stream, new byte[] { 0 });
            await peer.ReadFrameAsync();
        }));
        using var session = Http2Sessions.For(server);

        Assert.Equal("body", (await session.GetAsync("/", Test)).Text);
    }

    private static byte[] Octets(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
