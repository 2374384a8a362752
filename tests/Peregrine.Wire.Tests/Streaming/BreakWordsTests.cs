using static Peregrine.Uploading;

namespace Peregrine;

/// <summary>A message says whether the answer or its body was waited for.</summary>
public sealed class BreakWordsTests
{
    private const string InBody = "while reading the body";
    private const string ForHead = "while waiting for the response";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool, bool> Breaks => new(
        from blocking in new[] { true, false }
        from http2 in new[] { true, false }
        from hasHead in new[] { true, false }
        select (blocking, http2, hasHead));

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Of_a_break(bool blocking, bool http2, bool hasHead)
    {
        await using var server = new RawServer(
            http2 ? Http2Script(hasHead, resets: true) : Scripts.AnswerAndClose(Head(hasHead)));
        using var session = Session(server, http2);

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => session.SendAsync(blocking, HttpMethod.Post, "/", new(), Test));

        AssertWords(failure, hasHead);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Of_a_limit(bool blocking, bool http2, bool hasHead)
    {
        await using var server = new RawServer(
            http2 ? Http2Script(hasHead, resets: false) : Scripts.AnswerAndStall(Head(hasHead)));
        using var session = Session(
            server, http2, options => options.Timeout = new() { Read = TimeSpan.FromSeconds(0.2) });

        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(
            () => session.SendAsync(blocking, HttpMethod.Post, "/", new(), Test));

        AssertWords(failure, hasHead);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Through_a_handler(bool blocking, bool hasHead)
    {
        await using var server = new RawServer(Scripts.AnswerAndClose(Head(hasHead)));
        using var handler = new SocketsHttpHandler();
        using var session = new HttpSession(new() { BaseUrl = $"http://127.0.0.1:{server.Port}", Transport = handler });

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => session.SendAsync(blocking, HttpMethod.Post, "/", new(), Test));

        AssertWords(failure, hasHead);
    }

    private static string Head(bool hasHead) =>
        hasHead ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc" : "HTTP/1.1 2";

    private static Func<RawConnection, Task> Http2Script(bool hasHead, bool resets) => Http2Peer.Script(async peer =>
    {
        var request = (await peer.ReadRequestAsync())!;
        if (hasHead)
        {
            await peer.HeadAsync(request.Stream, end: false, ":status: 200");
        }

        if (resets)
        {
            await peer.ResetAsync(request.Stream, 2);
        }

        await peer.ReadRequestAsync();
    });

    private static void AssertWords(Exception failure, bool hasHead)
    {
        Assert.Contains(hasHead ? InBody : ForHead, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(hasHead ? ForHead : InBody, failure.Message, StringComparison.Ordinal);
    }
}
