using System.Diagnostics;

namespace Peregrine;

/// <summary>The spans of a call and its sends, by the OpenTelemetry semantic conventions for HTTP spans.</summary>
public sealed class SpanTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static HttpSession Over(MockTransport mock, HttpSessionOptions? options = null)
    {
        options ??= new HttpSessionOptions();
        options.BaseUrl ??= "https://api.example.com/v1";
        options.Transport = mock;
        return new HttpSession(options);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_is_one_span_with_its_send_below_it(bool blocking)
    {
        using var spans = new SpanRig();
        using var session = Over(new MockTransport { ["GET /v1/users/7"] = _ => MockResponse.Json(new { id = 7 }) });
        var id = 7;

        var response = blocking
            ? session.Get($"/users/{id}?token=secret", null, Test)
            : await session.GetAsync($"/users/{id}?token=secret", Test);

        Assert.Equal(200, response.StatusCode);
        var send = Assert.Single(spans.Sends);
        Assert.Equal(spans.Call.SpanId, send.ParentSpanId);
        Assert.Equal(spans.Root.SpanId, spans.Call.ParentSpanId);
        Assert.Same(spans.Root, Activity.Current);
        Assert.All([spans.Call, send], span =>
        {
            Assert.Equal("GET /v1/users/{id}", span.DisplayName);
            Assert.Equal("GET", SpanRig.Tag(span, "http.request.method"));
            Assert.Equal("api.example.com", SpanRig.Tag(span, "server.address"));
            Assert.Equal(443, SpanRig.Tag(span, "server.port"));
            Assert.Equal("https://api.example.com/v1/users/7?*", SpanRig.Tag(span, "url.full"));
            Assert.Equal("/v1/users/{id}", SpanRig.Tag(span, "url.template"));
            Assert.Equal(200, SpanRig.Tag(span, "http.response.status_code"));
            Assert.Equal("1.1", SpanRig.Tag(span, "network.protocol.version"));
            Assert.Null(SpanRig.Tag(span, "http.request.resend_count"));
            Assert.Null(SpanRig.Tag(span, "error.type"));
            Assert.Equal(ActivityStatusCode.Unset, span.Status);
        });
    }

    [Fact]
    public async Task A_text_that_came_whole_names_no_template()
    {
        using var spans = new SpanRig();
        using var session = Over(new MockTransport { ["GET /v1/users/7"] = _ => MockResponse.Status(204) });

        await session.GetAsync("/users/7", Test);

        Assert.Equal("GET", spans.Call.DisplayName);
        Assert.Null(SpanRig.Tag(spans.Call, "url.template"));
    }

    [Fact]
    public async Task A_retry_is_a_send_of_its_own_and_an_event()
    {
        using var spans = new SpanRig();
        using var session = Over(
            new MockTransport
            {
                ["GET /v1/a"] = MockResponse.Sequence(
                    MockResponse.Status(503), MockResponse.Fails(TimeoutPhase.Read), MockResponse.Status(200)),
            },
            new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });

        await session.GetAsync("/a", Test);

        Assert.Equal([null, 1, 2], spans.Sends.Select(send => SpanRig.Tag(send, "http.request.resend_count")));
        Assert.Equal(
            ["503", "Peregrine.RequestTimeoutException", null],
            spans.Sends.Select(send => SpanRig.Tag(send, "error.type")));
        Assert.Equal(
            [ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset],
            spans.Sends.Select(send => send.Status));
        Assert.Equal(ActivityStatusCode.Unset, spans.Call.Status);
        var events = spans.Call.Events.ToList();
        Assert.Equal(["peregrine.retry", "peregrine.retry"], events.Select(one => one.Name));
        Assert.Equal(503, SpanRig.Tag(events[0], "http.response.status_code"));
        Assert.Equal("retry", SpanRig.Tag(events[0], "peregrine.reason"));
        Assert.Equal("Peregrine.RequestTimeoutException", SpanRig.Tag(events[1], "error.type"));
    }

    [Fact]
    public async Task A_redirect_is_an_event_and_a_send_without_the_template()
    {
        using var spans = new SpanRig();
        using var session = Over(new MockTransport
        {
            ["GET /v1/old/{id}"] = _ => MockResponse.Redirect("/v1/new?secret=1"),
            ["GET /v1/new"] = _ => MockResponse.Status(200),
        });

        await session.GetAsync($"/old/{1}", Test);

        var told = Assert.Single(spans.Call.Events);
        Assert.Equal("peregrine.redirect", told.Name);
        Assert.Equal("https://api.example.com/v1/new?*", SpanRig.Tag(told, "url.full"));
        Assert.Equal(["/v1/old/{0}", null], spans.Sends.Select(send => SpanRig.Tag(send, "url.template")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wait_for_a_permit_is_an_event(bool isAroundSends)
    {
        using var spans = new SpanRig();
        var time = new HastyTime();
        using var session = Over(
            new MockTransport { ["GET /v1/a"] = _ => MockResponse.Status(200), TimeProvider = time },
            new()
            {
                RateLimit = RateLimit.PerSecond(1),
                Timeout = Timeouts.None,
                TimeProvider = time,
                NetworkMiddleware = isAroundSends ? [(request, next) => next.SendAsync(request)] : [],
            });

        session.Get("/a", null, Test);
        session.Get("/a", null, Test);

        var told = Assert.Single(spans.Ended.SelectMany(span => span.Events));
        Assert.Equal("peregrine.rate_wait", told.Name);
        Assert.Equal(1.0, (double)SpanRig.Tag(told, "peregrine.wait_time")!, 3);
    }

    [Fact]
    public async Task A_challenge_is_an_event()
    {
        using var spans = new SpanRig();
        using var session = Over(
            new MockTransport
            {
                ["GET /v1/a"] = MockResponse.Sequence(
                    MockResponse.Status(401)
                        .With("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\""),
                    MockResponse.Status(200)),
            },
            new() { Auth = Auth.Digest("user", "secret") });

        await session.GetAsync("/a", Test);

        Assert.Equal("peregrine.challenge", Assert.Single(spans.Call.Events).Name);
        Assert.Equal(2, spans.Sends.Count);
    }

    [Fact]
    public async Task A_failure_names_its_place_in_the_tree()
    {
        using var spans = new SpanRig();
        using var session = Over(
            new MockTransport { ["GET /v1/a"] = MockResponse.Fails(HttpRequestError.NameResolutionError) });

        await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("/a?token=secret", Test));

        Assert.All(spans.Ended, span =>
        {
            Assert.Equal("Peregrine.ConnectException", SpanRig.Tag(span, "error.type"));
            Assert.Equal(ActivityStatusCode.Error, span.Status);
            Assert.DoesNotContain("secret", span.StatusDescription, StringComparison.Ordinal);
        });
        Assert.Equal(2, spans.Ended.Count);
    }

    [Theory]
    [InlineData("GET", "GET", null)]
    [InlineData("get", "_OTHER", "get")]
    [InlineData("PURGE", "_OTHER", "PURGE")]
    public async Task Methods_that_no_standard_names_are_one(string method, string told, string? original)
    {
        using var spans = new SpanRig();
        using var session = Over(new MockTransport { [$"{method} /v1/a"] = _ => MockResponse.Status(200) });

        await session.SendAsync(new HttpMethod(method), "/a", null, Test);

        Assert.Equal(told, SpanRig.Tag(spans.Call, "http.request.method"));
        Assert.Equal(original, SpanRig.Tag(spans.Call, "http.request.method_original"));
        Assert.Equal(original is null ? "GET" : "HTTP", spans.Call.DisplayName);
    }

    [Fact]
    public async Task Userinfo_is_in_no_span()
    {
        using var spans = new SpanRig();
        using var session = new HttpSession(new()
        {
            Transport = new MockTransport { ["GET /a"] = _ => MockResponse.Status(200) },
        });

        await session.GetAsync("https://user:secret@h.example/a#secret", Test);

        Assert.All(spans.Ended, span => Assert.Equal("https://h.example/a", SpanRig.Tag(span, "url.full")));
    }

    [Fact]
    public async Task A_middleware_runs_in_the_span_of_its_call()
    {
        using var spans = new SpanRig();
        var seen = new List<Activity?>();
        using var session = Over(
            new MockTransport { ["GET /v1/a"] = _ => MockResponse.Status(200) },
            new()
            {
                Middleware = { Seeing(seen) },
                NetworkMiddleware = { Seeing(seen) },
            });

        await session.GetAsync("/a", Test);

        Assert.Equal([spans.Call, spans.Call], seen);
    }

    [Fact]
    public async Task A_stream_ends_its_spans_with_the_head()
    {
        using var spans = new SpanRig();
        using var session = Over(new MockTransport { ["GET /v1/a"] = _ => MockResponse.Text("long") });

        await using var response = await session.StreamAsync(HttpMethod.Get, "/a", null, Test);

        Assert.Equal(2, spans.Ended.Count);
        Assert.Equal("long", (await response.ReadAsync(Test)).Text);
    }

    [Fact]
    public async Task A_span_that_is_not_sampled_costs_no_call()
    {
        using var spans = new SpanRig(ActivitySamplingResult.None);
        using var session = Over(new MockTransport { ["GET /v1/a"] = _ => MockResponse.Status(200) });

        Assert.Equal(200, (await session.GetAsync("/a", Test)).StatusCode);
        Assert.Empty(spans.Ended);
    }

    private static Middleware Seeing(List<Activity?> seen) => (request, next) =>
    {
        seen.Add(Activity.Current);
        return next.SendAsync(request);
    };
}
