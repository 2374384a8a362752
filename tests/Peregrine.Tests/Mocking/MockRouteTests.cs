namespace Peregrine;

/// <summary>Which of several routes answers, and what is told of those that never did.</summary>
public sealed class MockRouteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_condition_chooses_among_routes_of_one_pattern()
    {
        using var mock = new MockTransport
        {
            ["POST /users", request => request.Headers["X"] == "1"] = _ => MockResponse.Json(new { name = "Alice" }),
            ["POST /users", MockMatch.Header("X", "2")] = _ => MockResponse.Json(new { name = "Bob" }),
            ["POST /users"] = MockResponse.Status(400),
        };
        using var session = Over(mock);

        Assert.Equal("Alice", (string?)session.Post("/users", With("1")).Json()["name"]);
        Assert.Equal("Bob", (string?)(await session.PostAsync("/users", With("2"), Token)).Json()["name"]);
        Assert.Equal(400, session.Post("/users", With("3")).StatusCode);
        Assert.Equal(3, mock.RequestsTo("POST /users").Count);
        mock.AssertEveryRouteWasUsed();
    }

    [Fact]
    public async Task A_bare_client_is_matched_too()
    {
        using var mock = new MockTransport
        {
            ["POST /users", MockMatch.Form("name", "Alice")] = MockResponse.Status(201),
        };
        using var client = new HttpClient(mock, disposeHandler: false);
        using var form = new FormUrlEncodedContent([new("name", "Alice")]);

        using var reply = await client.PostAsync("https://h.test/users", form, Token);

        Assert.Equal(201, (int)reply.StatusCode);
    }

    [Fact]
    public void What_the_pattern_captured_is_there_for_the_condition()
    {
        using var mock = new MockTransport
        {
            ["/users/{id}", request => int.Parse(request["id"], null) > 5] =
                request => MockResponse.Text(request["id"]),
        };
        using var session = Over(mock);

        Assert.Equal("6", session.Get("/users/6").Text);
        Assert.Throws<InvalidOperationException>(() => session.Get("/users/5"));
        Assert.Equal(["6", null], mock.Requests.Select(request => request.Captures.GetValueOrDefault("id")));
    }

    [Fact]
    public void The_same_match_given_again_has_the_new_answer_and_another_is_another_route()
    {
        Func<MockRequest, bool> isFirst = request => request.Query["page"] == "1";
        var second = MockMatch.Query("page", "2");
        using var mock = new MockTransport
        {
            ["/items", isFirst] = MockResponse.Text("a"),
            ["/items", second] = MockResponse.Text("b"),
        };
        mock["/items", isFirst] = MockResponse.Text("c");
        mock["/items", second] = MockResponse.Text("d");
        mock["/items", MockMatch.Query("page", "2")] = MockResponse.Text("never");
        using var session = Over(mock);

        Assert.Equal("c", session.Get("/items?page=1").Text);
        Assert.Equal("d", session.Get("/items?page=2").Text);
        Assert.Throws<InvalidOperationException>(mock.AssertEveryRouteWasUsed);
    }

    [Fact]
    public async Task A_match_may_have_an_asynchronous_answer()
    {
        using var mock = new MockTransport();
        mock.Map("/a", MockMatch.Query("x"), async request =>
        {
            await Task.Yield();
            return MockResponse.Text(request.Query["x"]!);
        });
        mock.Map("/b", MockMatch.Query("x"), request => MockResponse.Text("b" + request.Query["x"]));
        using var session = Over(mock);

        Assert.Equal("1", (await session.GetAsync("/a?x=1", Token)).Text);
        Assert.Equal("1", session.Get("/a?x=1").Text);
        Assert.Equal("b2", session.Get("/b?x=2").Text);
    }

    [Fact]
    public void A_request_that_none_takes_hears_of_each_why_not()
    {
        using var mock = new MockTransport
        {
            ["GET /users"] = MockResponse.Status(200),
            ["POST /users", MockMatch.Json(new { name = "Alice", age = 30 })] = MockResponse.Status(200),
            ["POST /users", request => request.Bytes is []] = MockResponse.Status(200),
        };
        using var session = Over(mock);

        var failure = Assert.Throws<InvalidOperationException>(
            () => session.Post("/users", new() { Json = new { age = 30.0, name = "Bob" } }));

        Assert.Equal(
            """
            No route of the MockTransport fits POST https://h.test/users. Add one, or set Fallback. The routes are:
              GET /users  (another method)
              POST /users, where the body is a JSON value  (JSON $.name is "Bob", not "Alice")
              POST /users, where request => request.Bytes is []  (not so: request => request.Bytes is [])
            """,
            failure.Message);
    }

    [Fact]
    public void Routes_that_were_never_used_are_told_with_what_came_instead()
    {
        using var mock = new MockTransport
        {
            ["/users"] = MockResponse.Status(200),
            ["/users", MockMatch.Query("page", "2")] = MockResponse.Status(200),
            ["POST /orders", MockMatch.Header("X-Tenant", "a")] = MockResponse.Status(200),
            Fallback = _ => MockResponse.Status(404),
        };
        using var session = Over(mock);
        session.Get("/users?page=2");
        session.Get("/users?page=1");
        session.Post("/orders");

        var failure = Assert.Throws<InvalidOperationException>(mock.AssertEveryRouteWasUsed);

        Assert.Equal(
            """
            These routes of the MockTransport were never used:
              /users, where query page is "2"
              POST /orders, where header X-Tenant is "a"
            The requests that came:
              GET https://h.test/users went to /users
                /users, where query page is "2": it fits here too; the route that was added first answers
              GET https://h.test/users went to /users
                /users, where query page is "2": query page is "1"
              POST https://h.test/orders fitted none
                POST /orders, where header X-Tenant is "a": no header X-Tenant
            """,
            failure.Message);
    }

    [Fact]
    public void A_long_list_of_requests_is_cut_and_none_is_told()
    {
        using var mock = new MockTransport { ["/never"] = MockResponse.Status(200), ["/a"] = MockResponse.Status(200) };
        Assert.EndsWith(
            "No request came.",
            Assert.Throws<InvalidOperationException>(mock.AssertEveryRouteWasUsed).Message, StringComparison.Ordinal);
        using var session = Over(mock);
        for (var number = 0; number < 25; number++)
        {
            session.Get("/a");
        }

        var failure = Assert.Throws<InvalidOperationException>(mock.AssertEveryRouteWasUsed);

        Assert.EndsWith("\n  and 5 more", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_condition_throws_passes_through_and_hides_no_list()
    {
        using var mock = new MockTransport
        {
            ["/a"] = MockResponse.Status(200),
            ["/{any}", request => request.Json()["x"] is not null] = MockResponse.Status(200),
        };
        using var session = Over(mock);
        session.Get("/a");

        Assert.ThrowsAny<System.Text.Json.JsonException>(() => session.Get("/b"));
        Assert.Contains(
            "its condition throws",
            Assert.Throws<InvalidOperationException>(mock.AssertEveryRouteWasUsed).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_may_be_null()
    {
        using var mock = new MockTransport();

        Assert.Throws<ArgumentNullException>(() => mock["/a", (MockMatch)null!] = MockResponse.Status(200));
        Assert.Throws<ArgumentNullException>(
            () => mock["/a", (Func<MockRequest, bool>)null!] = MockResponse.Status(200));
        Assert.Throws<ArgumentNullException>(() => mock["/a", MockMatch.Query("x")] = null!);
        Assert.Throws<ArgumentNullException>(() => MockMatch.Query(null!));
        Assert.Throws<ArgumentNullException>(() => MockMatch.Header("X", (string)null!));
        Assert.Throws<ArgumentNullException>(() => MockMatch.Body((string)null!));
        Assert.Throws<ArgumentNullException>(() => MockMatch.Query("x") & null!);
        Assert.Throws<ArgumentException>(() => mock["x", MockMatch.Query("x")] = MockResponse.Status(200));
    }

    private static RequestOptions With(string value) => new() { Headers = { ["X"] = value } };

    private static HttpSession Over(MockTransport mock) =>
        new(new() { BaseUrl = "https://h.test", Transport = mock });
}
