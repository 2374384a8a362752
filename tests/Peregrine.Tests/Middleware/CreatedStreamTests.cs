using System.Text;

namespace Peregrine;

/// <summary>A response that a middleware made from a stream.</summary>
public sealed class CreatedStreamTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes =>
        new() { { true, true }, { true, false }, { false, true }, { false, false } };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_call_that_reads_whole_bodies_reads_it(bool isNetwork, bool blocking)
    {
        using var body = new Watched("first\nsecond");
        using var session = Session(isNetwork, body);

        var response = blocking
            ? session.Get("http://h.example/", cancellationToken: Test)
            : await session.GetAsync("http://h.example/", Test);

        Assert.Equal("first\nsecond", response.Text);
        Assert.True(body.IsClosed);
        Assert.Equal(!blocking, body.WasReadAsynchronously);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_streamed_call_leaves_it_to_its_caller(bool isNetwork, bool blocking)
    {
        using var body = new Watched("first\nsecond");
        using var session = Session(isNetwork, body);
        var lines = new List<string>();

        await using (var response = await session.StreamAsync(
            HttpMethod.Get, "http://h.example/", cancellationToken: Test))
        {
            Assert.False(body.WasReadAsynchronously);
            if (blocking)
            {
                lines.AddRange(response.Lines());
            }
            else
            {
                await foreach (var line in response.LinesAsync(Test))
                {
                    lines.Add(line);
                }
            }
        }

        Assert.Equal(["first", "second"], lines);
        Assert.True(body.IsClosed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_limit_of_the_call_holds(bool isNetwork)
    {
        using var body = new Watched(new string('x', 100));
        using var session = Session(isNetwork, body);

        await Assert.ThrowsAsync<ProtocolException>(
            () => session.GetAsync("http://h.example/", new() { MaxResponseBytes = 99 }, Test));

        Assert.True(body.IsClosed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_time_of_the_call_ends_a_stream_that_stalls(bool isNetwork)
    {
        var time = new FakeTime();
        using var body = new StalledStream();
        using var session = Session(isNetwork, body, time: time);
        var call = session.GetAsync(
            "http://h.example/", new() { Timeout = new Timeouts { Total = TimeSpan.FromSeconds(5) } }, Test);

        time.Advance(TimeSpan.FromSeconds(5));

        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(() => call);
        Assert.Equal(TimeoutPhase.Total, failure.Phase);
    }

    [Fact]
    public async Task No_coding_is_undone()
    {
        using var session = Session(
            isNetwork: true, new Watched("plain"), new Headers([new("Content-Encoding", "gzip")]));

        var response = await session.GetAsync("http://h.example/", Test);

        Assert.Equal("plain", response.Text);
    }

    [Fact]
    public async Task Outside_of_a_call_it_is_a_streamed_response()
    {
        using var session = new HttpSession();
        var request = session.Build(HttpMethod.Get, "http://h.example/");
        using var body = new Watched("text");
        var response = Response.Create(request, 200, null, body);

        Assert.Throws<InvalidOperationException>(() => response.Text);
        Assert.Equal("text", (await response.ReadAsync(Test)).Text);
        Assert.True(body.IsClosed);
    }

    [Fact]
    public void Disposing_it_closes_the_stream()
    {
        using var session = new HttpSession();
        using var body = new Watched("text");

        Response.Create(session.Build(HttpMethod.Get, "http://h.example/"), 200, null, body).Dispose();

        Assert.True(body.IsClosed);
    }

    private static HttpSession Session(
        bool isNetwork, Stream body, Headers? headers = null, TimeProvider? time = null)
    {
        HttpSessionOptions options = new() { Transport = new FakeServer(), TimeProvider = time };
        (isNetwork ? options.NetworkMiddleware : options.Middleware).Add(
            (request, _) => new ValueTask<Response>(Response.Create(request, 200, headers, body)));
        return new HttpSession(options);
    }

    private sealed class Watched(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        internal bool IsClosed { get; private set; }

        internal bool WasReadAsynchronously { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WasReadAsynchronously = true;
            return base.ReadAsync(buffer, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
