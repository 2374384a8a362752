using System.IO.Pipelines;
using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>
/// What a body has given leaves before its source is waited for. Here the source goes on only when the server has seen
/// its first piece, so that a call whose piece stays behind never ends.
/// </summary>
public sealed class WaitingSourceTests
{
    private const string First = "the first piece";
    private const string Second = "the second one";
    private readonly TaskCompletionSource _isSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes => Uploading.Modes;

    [Theory]
    [MemberData(nameof(Modes))]
    public Task Chunks(bool blocking, bool http2) =>
        AssertSeenAsync(blocking, http2, () => new() { Body = Body.Chunks(PiecesAsync()) });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task Chunks_whose_progress_is_told(bool blocking, bool http2) => AssertSeenAsync(
        blocking, http2, () => new() { Body = Body.Chunks(PiecesAsync()), UploadProgress = new Told([]) });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task Chunks_whose_beginning_was_measured(bool blocking, bool http2) => AssertSeenAsync(
        blocking, http2, () => new() { Body = Body.Chunks(PiecesAsync()) }, change => change.MeasureBodiesUpTo = 3);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_stream_of_unknown_length(bool blocking, bool http2) =>
        AssertSeenAsync(blocking, http2, () => new() { Body = Body.Stream(Piped()) });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_stream_of_known_length(bool blocking, bool http2) => AssertSeenAsync(
        blocking, http2, () => new() { Body = Body.Stream(Piped(), length: First.Length + Second.Length) });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_stream_in_a_form(bool blocking, bool http2) => AssertSeenAsync(
        blocking, http2, () => new() { Form = { ["a"] = "b" }, Files = { ["f"] = Upload.Stream(Piped()) } });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chunks_that_a_handler_of_the_callers_sends(bool blocking)
    {
        await using var server = new RawServer(TellAsync);
        using var session = new HttpSession(new()
        {
            BaseUrl = server.Root,
            Timeout = 5,
            Transport = new SocketsHttpHandler(),
        });

        var response = await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = Body.Chunks(PiecesAsync()) }, Test);

        Assert.Equal("ok", response.Text);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public Task Content_of_the_platform(bool blocking, bool http2) =>
        AssertContentSeenAsync(blocking, http2, new Writing(PiecesAsync(), flushes: false));

    [Theory]
    [MemberData(nameof(Modes))]
    public Task Content_of_the_platform_that_flushes(bool blocking, bool http2) =>
        AssertContentSeenAsync(blocking, http2, new Writing(PiecesAsync(), flushes: true));

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_stream_of_the_platforms_content(bool blocking, bool http2) =>
        AssertContentSeenAsync(blocking, http2, new StreamContent(Piped()));

    private async Task AssertContentSeenAsync(bool blocking, bool http2, HttpContent content)
    {
        await using var server = Server(http2);
        using var session = Uploading.Session(server, http2);
        using var client = session.AsHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };

        using var response = blocking
            ? await Calls.OnOwnThread(() => client.Send(request, Test))
            : await client.SendAsync(request, Test);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync()
    {
        yield return Encoding.ASCII.GetBytes(First);
        await _isSeen.Task.WaitAsync(TimeSpan.FromSeconds(15), Test);
        yield return Encoding.ASCII.GetBytes(Second);
    }

    private Stream Piped()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        _ = FillAsync(pipe.Writer);
        return pipe.Reader.AsStream();
    }

    private async Task FillAsync(PipeWriter writer)
    {
        await foreach (var piece in PiecesAsync())
        {
            await writer.WriteAsync(piece);
        }

        await writer.CompleteAsync();
    }

    private async Task AssertSeenAsync(
        bool blocking, bool http2, Func<RequestOptions> options, Action<HttpSessionOptions>? change = null)
    {
        await using var server = Server(http2);
        using var session = Uploading.Session(server, http2, change);

        var response = await session.SendAsync(blocking, HttpMethod.Post, "/", options(), Test);

        Assert.Equal(200, response.StatusCode);
    }

    private RawServer Server(bool http2) => new(http2 ? Http2Peer.Script(TellAsync) : TellAsync);

    private async Task TellAsync(RawConnection connection)
    {
        Assert.NotNull(await connection.ReadHeadAsync());
        Assert.True(await connection.PassAsync(First));
        _isSeen.SetResult();
        Assert.True(await connection.PassAsync(Second));
        await connection.SendAsync(Scripts.Ok);
        await connection.SkipAsync(long.MaxValue);
    }

    private async Task TellAsync(Http2Peer peer)
    {
        var (text, stream) = ("", 0);
        while (!text.Contains(First, StringComparison.Ordinal))
        {
            if (await peer.ReadFrameAsync() is { Type: FrameType.Data } data)
            {
                text += Encoding.ASCII.GetString(data.Payload);
                stream = data.Stream;
            }
        }

        _isSeen.SetResult();
        var request = await peer.ReadRequestAsync();
        Assert.Contains(Second, Encoding.ASCII.GetString(request!.Body), StringComparison.Ordinal);
        await peer.AnswerAsync(stream, "ok");
        await peer.ReadFrameAsync();
    }

    private sealed class Writing(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, bool flushes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await foreach (var piece in pieces)
            {
                await stream.WriteAsync(piece);
                if (flushes)
                {
                    await stream.FlushAsync();
                }
            }
        }

        protected override void SerializeToStream(
            Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            SerializeToStreamAsync(stream, context).GetAwaiter().GetResult();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
