using System.Net;

namespace Peregrine;

/// <summary>
/// A body that breaks off under somebody's HttpClient: the content's stream fails as streams do, and says why.
/// </summary>
public sealed class HandlerBreakTests
{
    private static readonly string Half = new('x', 100_000);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static Dictionary<string, (Func<RawConnection, Task> Script, HttpRequestError Error)> Breaks { get; } = new(
        StringComparer.Ordinal)
    {
        ["a length that is not kept"] = (
            Scripts.AnswerAndClose($"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n{Half}"),
            HttpRequestError.ResponseEnded),
        ["a length and a reset"] = (
            Scripts.AnswerAndReset($"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n{Half}"),
            HttpRequestError.ResponseEnded),
        ["chunks without an end"] = (
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
            HttpRequestError.ResponseEnded),
        ["chunks that are none"] = (
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n"),
            HttpRequestError.InvalidResponse),
        ["a stream that is reset for a broken origin"] = (Reset(2), HttpRequestError.ResponseEnded),
        ["a stream that is reset for a fault of ours"] = (Reset(1), HttpRequestError.HttpProtocolError),
        ["silence"] = (
            Scripts.AnswerAndListen("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
            HttpRequestError.Unknown),
    };

    public static TheoryData<string, bool> Cases =>
        [.. Breaks.Keys.SelectMany(name => new[] { (name, true), (name, false) })];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_an_io_exception_of_the_stream(string name, bool blocking)
    {
        var (script, error) = Breaks[name];
        await using var server = new RawServer(script);
        using var session = SessionFor(server, name);
        using var client = session.AsHttpClient();
        using var reply = await client.GetAsync(new Uri(server.Root), HttpCompletionOption.ResponseHeadersRead, Test);
        await using var body = await reply.Content.ReadAsStreamAsync(Test);

        var failure = await Assert.ThrowsAsync<HttpIOException>(() => DrainAsync(body, blocking));

        Assert.Equal(error, failure.HttpRequestError);
        Assert.IsType<RequestException>(failure.InnerException, exactMatch: false);
        Assert.StartsWith(failure.InnerException!.Message, failure.Message, StringComparison.Ordinal);
        // The second time too.
        Assert.IsType<HttpIOException>(await Record.ExceptionAsync(() => DrainAsync(body, blocking)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_the_sessions_own_exception_where_the_content_is_read_whole(string name, bool blocking)
    {
        var (script, error) = Breaks[name];
        await using var server = new RawServer(script);
        using var session = SessionFor(server, name);
        using var client = session.AsHttpClient();

        var failure = await Assert.ThrowsAnyAsync<RequestException>(async () =>
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, "/");
            using var reply = blocking
                ? await Calls.OnOwnThread(() => client.Send(message, Test))
                : await client.SendAsync(message, Test);
        });

        Assert.Equal(error, failure.HttpRequestError);
    }

    [Fact]
    public async Task Is_what_the_platforms_own_handler_gives()
    {
        await using var server = new RawServer(Breaks["a length that is not kept"].Script);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var reply = await client.GetAsync(new Uri(server.Root), HttpCompletionOption.ResponseHeadersRead, Test);
        await using var body = await reply.Content.ReadAsStreamAsync(Test);

        Assert.Equal(
            HttpRequestError.ResponseEnded,
            (await Assert.ThrowsAsync<HttpIOException>(() => body.CopyToAsync(Stream.Null, Test))).HttpRequestError);
    }

    [Fact]
    public async Task The_callers_token_stays_a_cancellation()
    {
        await using var server = new RawServer(Breaks["silence"].Script);
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();
        using var reply = await client.GetAsync(new Uri(server.Root), HttpCompletionOption.ResponseHeadersRead, Test);
        await using var body = await reply.Content.ReadAsStreamAsync(Test);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        await body.ReadExactlyAsync(new byte[5], Test);
        var reading = body.ReadAsync(new byte[1], stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
    }

    private static HttpSession SessionFor(RawServer server, string name) => Sessions.For(server, options =>
    {
        options.Version = name.StartsWith("a stream", StringComparison.Ordinal) ? HttpVersion.Version20 : null;
        options.Timeout = name == "silence" ? new Timeouts { Read = TimeSpan.FromMilliseconds(100) } : 5;
    });

    private static Task DrainAsync(Stream body, bool blocking) => blocking
        ? Calls.OnOwnThread(() =>
        {
            body.CopyTo(Stream.Null);
            return true;
        })
        : body.CopyToAsync(Stream.Null, Test);

    private static Func<RawConnection, Task> Reset(int code) => Http2Peer.Script(async peer =>
    {
        var request = await peer.ReadRequestAsync();
        await peer.HeadAsync(request!.Stream, end: false, ":status: 200");
        await peer.DataAsync(request.Stream, "hello", end: false);
        await peer.ResetAsync(request.Stream, code);
        await peer.Connection.SkipAsync(long.MaxValue);
    });
}
