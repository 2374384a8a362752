using System.Globalization;

namespace Peregrine;

/// <summary>
/// A stream that the server resets because something behind it broke is a cut, as a closed connection is over HTTP/1.1
/// (RFC 9113, section 7).
/// </summary>
public sealed class ResetTests
{
    private const int RefusedStream = 7;
    private static readonly int[] Cuts = [0, 2, 8, 10, 11, 99]; // What no standard names counts as INTERNAL_ERROR.
    private static readonly int[] Verdicts = [1, 3, 4, 5, 6, 9, 12];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<int, string, bool> EveryCut => Rows(Cuts);

    public static TheoryData<int, string, bool> EveryVerdict => Rows(Verdicts);

    [Theory]
    [MemberData(nameof(EveryCut))]
    public async Task A_cut_is_tried_again(int code, string cutAt, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(peer => CutFirstAsync(peer, code, cutAt)));
        using var session = Http2Sessions.For(
            server, options => options.Retry = new RetryPolicy(3) { BackoffFactor = 0 });

        var response = await session.GetAsync(blocking, "/", Test);

        Assert.Equal("body", response.Text);
        Assert.Equal([AttemptReason.Retry, AttemptReason.Final], response.Attempts.Select(attempt => attempt.Reason));
        Assert.Equal((2, 1), (server.Requests.Count, server.Connections));
    }

    [Theory]
    [MemberData(nameof(EveryCut))]
    public async Task A_cut_is_transient_and_nothing_is_sent_again_unasked(int code, string cutAt, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(peer => CutFirstAsync(peer, code, cutAt)));
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => session.SendAsync(blocking, HttpMethod.Put, "/", null, Test));

        Assert.True(failure.IsTransient);
        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(EveryVerdict))]
    public async Task What_says_that_the_protocol_was_broken_is_final(int code, string cutAt, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(peer => CutFirstAsync(peer, code, cutAt)));
        using var session = Http2Sessions.For(
            server, options => options.Retry = new RetryPolicy(3) { BackoffFactor = 0 });

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/", Test));

        Assert.False(failure.IsTransient);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_answered_was_begun_whatever_the_reset_says(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(peer => CutFirstAsync(peer, RefusedStream, "body")));
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => session.SendAsync(blocking, HttpMethod.Post, "/", null, Test));

        Assert.Single(failure.Attempts);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(2, true, false)]
    [InlineData(11, true, true)]
    [InlineData(99, true, false)]
    [InlineData(1, false, false)]
    [InlineData(3, false, true)]
    public async Task A_connection_that_ends_with_such_a_code_is_judged_alike(int code, bool isTransient, bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            var request = await peer.ReadRequestAsync();
            await peer.GoAwayAsync(request!.Stream, code);
        }));
        using var session = Http2Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/", Test));

        Assert.Equal(isTransient, failure.IsTransient);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_download_goes_on(bool blocking)
    {
        var file = string.Concat(Enumerable.Range(0, 2000).Select(i => i % 10));
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                var from = request.Field("range") is { } range
                    ? int.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture)
                    : 0;
                string[] head = from == 0
                    ? [":status: 200", "accept-ranges: bytes", "etag: \"1\"", $"content-length: {file.Length}"]
                    : [":status: 206", "etag: \"1\"", $"content-range: bytes {from}-{file.Length - 1}/{file.Length}"];
                await peer.HeadAsync(request.Stream, end: false, head);
                await peer.DataAsync(
                    request.Stream, file[from..Math.Min(from + 700, file.Length)], end: from + 700 >= file.Length);
                if (from + 700 < file.Length)
                {
                    await peer.ResetAsync(request.Stream, 2);
                }
            }
        }));
        var folder = Directory.CreateTempSubdirectory("peregrine-reset-");
        try
        {
            using var session = Http2Sessions.For(server);
            var path = Path.Combine(folder.FullName, "file");

            var result = blocking
                ? await Calls.OnOwnThread(() => session.Download("/file", path, null, Test))
                : await session.DownloadAsync("/file", path, null, Test);

            Assert.Equal(file, await File.ReadAllTextAsync(path, Test));
            Assert.Equal(3, result.Requests);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_event_stream_connects_again()
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            for (var i = 1; await peer.ReadRequestAsync() is { } request; i++)
            {
                await peer.HeadAsync(request.Stream, end: false, ":status: 200", "content-type: text/event-stream");
                await peer.DataAsync(request.Stream, $"retry: 1\nid: {i}\ndata: {i}\n\n", end: false);
                await peer.ResetAsync(request.Stream, 2);
            }
        }));
        using var session = Http2Sessions.For(server);
        var events = new List<string>();

        await foreach (var one in session.EventsAsync("/events", null, Test))
        {
            events.Add(one.Data);
            if (events.Count == 3)
            {
                break;
            }
        }

        Assert.Equal(["1", "2", "3"], events);
    }

    private static TheoryData<int, string, bool> Rows(int[] codes)
    {
        var rows = new TheoryData<int, string, bool>();
        foreach (var code in codes)
        {
            rows.Add(code, "nothing", false);
            rows.Add(code, "head", true);
            rows.Add(code, "body", false);
            rows.Add(code, "body", true);
        }

        return rows;
    }

    private static async Task CutFirstAsync(Http2Peer peer, int code, string cutAt)
    {
        var isFirst = true;
        while (await peer.ReadRequestAsync() is { } request)
        {
            if (!isFirst)
            {
                await peer.AnswerAsync(request.Stream, "body");
                continue;
            }

            isFirst = false;
            if (cutAt != "nothing")
            {
                await peer.HeadAsync(request.Stream, end: false, ":status: 200");
            }

            if (cutAt == "body")
            {
                await peer.DataAsync(request.Stream, "bo", end: false);
            }

            await peer.ResetAsync(request.Stream, code);
        }
    }
}
