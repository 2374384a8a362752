namespace Peregrine;

/// <summary>What the hook is told of each try.</summary>
public sealed class AttemptHookTests
{
    private readonly List<string> _told = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_try_is_told_with_what_follows_before_the_next_is_sent(bool blocking)
    {
        using var server = new FakeServer(
            FakeServer.Reply(503), FakeServer.Reply(302, "", ("Location", "/b")), FakeServer.Reply(200));
        using var session = Session(server, (_, _) => _told.Add($"{server.Sent.Count} sent"));

        var response = blocking
            ? session.Get("http://h.example/a", cancellationToken: Token)
            : await session.GetAsync("http://h.example/a", Token);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(["/a True 503, then waited 10 ms", "1 sent", "/b True 200", "3 sent"], _told);
        Assert.Equal(["503, then waited 10 ms", "200"], response.Attempts.Select(one => $"{one}"));
    }

    [Fact]
    public async Task The_last_try_is_told_with_its_failure_and_why_none_follows()
    {
        using var server = new FakeServer(_ => throw new HttpRequestException("cut"));
        using var session = Session(server, (_, _) => { });

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.PostAsync("http://h.example/a", Token));

        Assert.Equal($"/a True {failure.Attempts.Single()}", Assert.Single(_told));
        Assert.Same(failure, failure.Attempts.Single().Failure);
        Assert.Equal(AttemptReason.Method, failure.Attempts.Single().Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_throws_reaches_the_caller_and_closes_a_streamed_response(bool isLast)
    {
        using var body = new ClosingStream();
        using var server = new FakeServer(_ => new HttpResponseMessage(
            isLast ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.ServiceUnavailable)
        {
            Content = new StreamContent(body),
        });
        using var session = Session(server, (_, _) => throw new FormatException());

        await Assert.ThrowsAsync<FormatException>(
            () => session.StreamAsync(HttpMethod.Get, "http://h.example/a", cancellationToken: Token));

        Assert.True(body.IsClosed);
        Assert.Single(server.Sent);
    }

    private HttpSession Session(HttpMessageHandler server, Action<Request, Attempt> hook) => new(new()
    {
        Transport = server,
        Auth = ("u", "p"),
        Retry = new RetryPolicy(1) { BackoffFactor = 0.01 },
        OnAttempt = (request, attempt) =>
        {
            _told.Add($"{request.Url.AbsolutePath} {request.Headers.Contains("Authorization")} {attempt}");
            hook(request, attempt);
        },
    });

    private sealed class ClosingStream : MemoryStream
    {
        internal bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
