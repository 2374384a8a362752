namespace Peregrine;

/// <summary><see cref="Limits.MaxResponseHeadBytes"/>: what some gateways send is larger than 64 KiB.</summary>
public sealed class LargeHeadTests
{
    private const int Fields = 900;
    private static readonly string Value = new('v', 100);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_allows_it_reads_it_over_http1(bool blocking)
    {
        var fields = string.Concat(Enumerable.Range(0, Fields).Select(number => $"X-{number}: {Value}\r\n"));
        await using var server = new RawServer(
            Scripts.Answer($"HTTP/1.1 200 OK\r\n{fields}Content-Length: 2\r\n\r\nok"));

        await AssertLimitAsync(server, blocking, isHttp2: false);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_allows_it_reads_it_over_http2(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(AnswerAsync));

        await AssertLimitAsync(server, blocking, isHttp2: true);
    }

    [Theory]
    [InlineData(1023)]
    [InlineData((16 * 1024 * 1024) + 1)]
    public void A_limit_that_makes_no_sense_is_refused(int bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Limits { MaxResponseHeadBytes = bytes });

    private static async Task AssertLimitAsync(RawServer server, bool blocking, bool isHttp2)
    {
        using var wide = Session(server, isHttp2, new Limits { MaxResponseHeadBytes = 256 * 1024 });
        using var usual = Session(server, isHttp2, limits: null);

        var response = await wide.GetAsync(blocking, "/", Test);
        var failure = await Assert.ThrowsAsync<ProtocolException>(() => usual.GetAsync(blocking, "/", Test));

        Assert.Equal("ok", response.Text);
        Assert.Equal(Value, response.Headers[$"X-{Fields - 1}"]);
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.Contains("64 KiB (Limits.MaxResponseHeadBytes)", failure.Message, StringComparison.Ordinal);
    }

    private static HttpSession Session(RawServer server, bool isHttp2, Limits? limits) => isHttp2
        ? Http2Sessions.For(server, options => options.Limits = limits)
        : Sessions.For(server, options => options.Limits = limits);

    // In frames of 16 KiB, the largest that we allow.
    private static async Task AnswerAsync(Http2Peer peer)
    {
        while (await peer.ReadRequestAsync() is { } request)
        {
            var block = Hpack.Write(
                [":status: 200", .. Enumerable.Range(0, Fields).Select(number => $"x-{number}: {Value}")]);
            var pieces = block.Chunk(16 * 1024).ToList();
            for (var i = 0; i < pieces.Count; i++)
            {
                await peer.FrameAsync(
                    i == 0 ? FrameType.Headers : FrameType.Continuation,
                    i == pieces.Count - 1 ? FrameHeader.EndHeaders : (byte)0,
                    request.Stream,
                    pieces[i]);
            }

            await peer.DataAsync(request.Stream, "ok", end: true);
        }
    }
}
