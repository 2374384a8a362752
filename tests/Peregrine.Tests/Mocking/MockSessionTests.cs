namespace Peregrine;

/// <summary>The whole session over a mock: what it does between two answers can be seen in what was recorded.</summary>
public sealed class MockSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retries_take_the_sequence_and_their_pauses_the_clock()
    {
        var time = new FakeTime();
        using var mock = new MockTransport
        {
            TimeProvider = time,
            ["GET /job"] = MockResponse.Sequence(
                MockResponse.Status(503),
                MockResponse.Fails(HttpRequestError.ConnectionError),
                MockResponse.Status(429).With("Retry-After", "7"),
                MockResponse.Json(new { done = true })),
        };
        using var session = Over(mock, new() { Retry = 3, TimeProvider = time });

        var call = session.GetAsync("/job", Token);
        foreach (var (seconds, requests) in new[] { (1, 2), (2, 3), (7, 4) })
        {
            time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(requests, mock.Requests.Count);
        }

        var response = await call;
        Assert.True((bool)response.Json()["done"]!);
        Assert.Equal([503, null, 429, 200], response.Attempts.Select(one => one.StatusCode));
    }

    [Fact]
    public void A_blocking_call_retries_alike()
    {
        using var mock = new MockTransport
        {
            ["*"] = MockResponse.Sequence(
                MockResponse.Fails(TimeoutPhase.Connect),
                MockResponse.Chunks("ab").CutAfter(1),
                MockResponse.Text("ab")),
        };
        using var session = Over(mock, new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });

        Assert.Equal("ab", session.Get("/").Text);
        Assert.Equal(3, mock.Requests.Count);
    }

    [Fact]
    public void Redirects_are_followed_from_route_to_route()
    {
        using var mock = new MockTransport
        {
            ["POST https://api.example.com/old"] = MockResponse.Redirect("https://other.example/new?a=1", 303),
            ["GET https://other.example/new?a=1"] = MockResponse.Text("here"),
        };
        using var session = Over(mock, new() { Auth = Auth.Bearer("t") });

        var response = session.Post("/old", new() { Json = 1 });

        Assert.Equal("here", response.Text);
        Assert.Equal(303, Assert.Single(response.History).StatusCode);
        Assert.Equal(["Bearer t", null], mock.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Empty(mock.Requests[1].Bytes);
        mock.AssertEveryRouteWasUsed();
    }

    [Fact]
    public void Cookies_of_one_answer_are_in_the_next_request()
    {
        using var mock = new MockTransport
        {
            ["POST /login"] = MockResponse.Status(204).Add("Set-Cookie", "sid=1; Path=/")
                .Add("Set-Cookie", "theme=dark; Path=/"),
            ["GET /me"] = request => MockResponse.Text(request.Headers["Cookie"] ?? "none"),
        };
        using var session = Over(mock);

        session.Post("/login");

        Assert.Equal("sid=1; theme=dark", session.Get("/me").Text);
    }

    [Fact]
    public void Credentials_reach_the_route()
    {
        using var mock = new MockTransport
        {
            ["GET /me"] = request => request.Headers["Authorization"] == "Basic YTpi"
                ? MockResponse.Text("a")
                : MockResponse.Status(401),
        };
        using var session = Over(mock);

        Assert.Equal("a", session.Get("/me", new() { Auth = ("a", "b") }).Text);
        Assert.Equal(401, Assert.Throws<StatusException>(() => session.Get<string>("/me")).StatusCode);
    }

    [Fact]
    public async Task A_client_of_an_api_is_tested_without_a_network()
    {
        using var mock = new MockTransport
        {
            ["GET /users?page={page}"] =
                request => MockResponse.Json(new[] { new { name = "page " + request["page"] } }),
        };
        using var session = Over(mock);

        var users = await session.GetAsync<MockRequestTests.User[]>(
            "/users", new() { Query = { ["page"] = 2 } }, Token);

        Assert.Equal("page 2", Assert.Single(users).Name);
    }

    [Fact]
    public async Task Many_requests_at_once_have_each_its_outcome()
    {
        using var mock = new MockTransport
        {
            ["GET /{n}"] = request => request["n"] == "3"
                ? MockResponse.Fails(HttpRequestError.NameResolutionError)
                : MockResponse.Text(request["n"]),
        };
        using var session = Over(mock);
        var outcomes = new List<SendOutcome>();

        await foreach (var outcome in session.SendManyAsync(
            Enumerable.Range(0, 8).Select(n => session.Build(HttpMethod.Get, $"/{n}")), concurrency: 4)
            .WithCancellation(Token))
        {
            outcomes.Add(outcome);
        }

        Assert.Equal(8, outcomes.Count);
        Assert.IsType<ConnectException>(Assert.Single(outcomes, one => one.Failure is not null).Failure);
    }

    private static HttpSession Over(MockTransport mock, HttpSessionOptions? options = null)
    {
        options ??= new();
        options.BaseUrl = "https://api.example.com";
        options.Transport = mock;
        return new HttpSession(options);
    }
}
