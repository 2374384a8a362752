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
    public async Task A_page_that_a_server_names_at_another_origin_takes_none()
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        var mock = new MockTransport
        {
            ["GET https://api.example.com/list"] =
                MockResponse.Json(Array.Empty<int>()).With("Link", "<https://other.example/list>; rel=next"),
            ["GET https://other.example/list"] = MockResponse.Json(Array.Empty<int>()),
        };
        using var session = new HttpSession(new() { Transport = mock });

        await foreach (var page in session.PagesAsync("https://api.example.com/list", Paging.LinkHeader(), null, Test))
        {
            Assert.Equal(200, page.StatusCode);
        }

        Assert.Equal([true, false], mock.Requests.Select(request => request.Headers["traceparent"] is not null));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("https://api.example.com", false)]
    [InlineData("https://as.example", true)]
    public async Task A_token_server_takes_one_only_where_it_is_the_origin_of_the_session(string? baseUrl, bool isSent)
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        var mock = new MockTransport
        {
            ["POST /token"] = MockResponse.Json(new { access_token = "t", token_type = "Bearer", expires_in = 3600 }),
            ["GET /a"] = MockResponse.Status(200),
        };
        using var session = new HttpSession(new()
        {
            BaseUrl = baseUrl,
            Transport = mock,
            Auth = Auth.OAuth2(new ClientCredentialsGrant
            {
                TokenEndpoint = "https://as.example/token",
                ClientId = "id",
                ClientSecret = "secret",
            }),
        });

        await session.GetAsync(baseUrl is null ? "https://api.example.com/a" : "/a", Test);

        Assert.Equal(isSent, mock.Requests[0].Headers["traceparent"] is not null);
        Assert.NotNull(mock.Requests[1].Headers["traceparent"]);
    }

    [Fact]
    public async Task What_the_caller_gets_back_has_no_context_to_send_elsewhere()
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com",
            Transport = new MockTransport
            {
                ["GET /a"] = MockResponse.Status(200),
                ["GET /b"] = MockResponse.Fails(HttpRequestError.ConnectionError),
            },
        });

        var response = await session.GetAsync("/a", Test);
        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("/b", Test));

        Assert.Null(response.Request.Headers["traceparent"]);
        Assert.Null(failure.Request.Headers["traceparent"]);
    }

    [Fact]
    public async Task What_a_hook_throws_has_no_context_to_send_elsewhere()
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com",
            Transport = new MockTransport { ["GET /a"] = MockResponse.Status(404) },
            OnResponse = response => response.EnsureSuccess(),
        });

        var failure = await Assert.ThrowsAsync<StatusException>(() => session.GetAsync("/a", Test));

        Assert.Null(failure.Request.Headers["traceparent"]);
        Assert.Null(failure.Response.Request.Headers["traceparent"]);
    }

    [Fact]
    public async Task The_failure_of_another_call_stays_as_it_is()
    {
        using var incoming = new Activity("incoming").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var other = new HttpSession(new()
        {
            Transport = new MockTransport { ["GET /b"] = MockResponse.Fails(HttpRequestError.ConnectionError) },
        });
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com",
            Transport = new MockTransport { ["GET /a"] = MockResponse.Status(200) },
            OnResponse = _ => other.Get("https://other.example/b"),
        });

        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("/a", Test));

        Assert.Equal("other.example", failure.Request.Url.Host);
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
