using System.Diagnostics;

namespace Peregrine;

/// <summary>The context of a trace travels to the origin that the session is for, and nowhere else.</summary>
public sealed class TraceContextTests : IDisposable
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private readonly MockTransport _mock = new()
    {
        ["GET /a"] = _ => MockResponse.Status(200),
        ["GET /away"] = _ => MockResponse.Redirect("https://other.example/a"),
    };

    [Fact]
    public async Task A_send_carries_its_own_span()
    {
        using var spans = new SpanRig();
        spans.Root.TraceStateString = "vendor=1";
        spans.Root.AddBaggage("tenant", "seven");
        using var session = new HttpSession(new() { BaseUrl = "https://api.example.com", Transport = _mock });

        await session.GetAsync("/a", Test);

        var send = Assert.Single(spans.Sends);
        Assert.Equal(send.Id, Sent(0, "traceparent"));
        Assert.Equal("vendor=1", Sent(0, "tracestate"));
        Assert.Null(Sent(0, "baggage") ?? Sent(0, "Correlation-Context"));
    }

    [Fact]
    public async Task Baggage_goes_where_the_session_has_said_that_the_context_may_go()
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C);
        incoming.AddBaggage("tenant", "seven");
        incoming.Start();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com",
            Transport = _mock,
            PropagateContext = _ => true,
        });

        await session.GetAsync("/a", Test);

        Assert.Contains("seven", Sent(0, "baggage") ?? Sent(0, "Correlation-Context"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trace_goes_on_where_nothing_listens(bool blocking)
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var session = new HttpSession(new() { BaseUrl = "https://api.example.com", Transport = _mock });

        _ = blocking ? session.Get("/a", null, Test) : await session.GetAsync("/a", Test);

        Assert.Contains(incoming.TraceId.ToHexString(), Sent(0, "traceparent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_trace_nothing_is_added()
    {
        using var session = new HttpSession(new() { BaseUrl = "https://api.example.com", Transport = _mock });

        await session.GetAsync("/a", Test);

        Assert.Null(Sent(0, "traceparent"));
    }

    [Fact]
    public async Task A_field_of_the_call_stays()
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var session = new HttpSession(new() { BaseUrl = "https://api.example.com", Transport = _mock });

        await session.GetAsync("/a", new() { Headers = { ["traceparent"] = "mine" } }, Test);

        Assert.Equal("mine", Sent(0, "traceparent"));
    }

    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com/a", true)]
    [InlineData("https://api.example.com", "https://other.example/a", false)]
    [InlineData(null, "https://other.example/a", true)]
    public async Task By_default_it_goes_to_the_origin_of_the_session_or_of_the_call(
        string? baseUrl, string url, bool isSent)
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var session = new HttpSession(new() { BaseUrl = baseUrl, Transport = _mock });

        await session.GetAsync(url, Test);

        Assert.Equal(isSent, Sent(0, "traceparent") is not null);
    }

    [Fact]
    public async Task A_redirect_to_another_origin_takes_none_there()
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var session = new HttpSession(new() { Transport = _mock });

        await session.GetAsync("https://api.example.com/away", Test);

        Assert.NotNull(Sent(0, "traceparent"));
        Assert.Null(Sent(1, "traceparent"));
    }

    [Fact]
    public async Task The_session_may_choose_where_it_goes()
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        var asked = new List<Uri>();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com",
            Transport = _mock,
            PropagateContext = url =>
            {
                asked.Add(url);
                return url.Host == "other.example";
            },
        });

        await session.GetAsync("/away", Test);

        Assert.Equal(["api.example.com", "other.example"], asked.Select(url => url.Host));
        Assert.Null(Sent(0, "traceparent"));
        Assert.NotNull(Sent(1, "traceparent"));
    }

    [Fact]
    public async Task What_the_choice_throws_reaches_the_caller_and_ends_the_spans()
    {
        using var spans = new SpanRig();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com",
            Transport = _mock,
            PropagateContext = _ => throw new InvalidOperationException("mine"),
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.GetAsync("/a", Test));

        Assert.Equal(2, spans.Ended.Count);
        Assert.Empty(_mock.Requests);
    }

    public void Dispose() => _mock.Dispose();

    private string? Sent(int at, string name) => _mock.Requests[at].Headers[name];
}
