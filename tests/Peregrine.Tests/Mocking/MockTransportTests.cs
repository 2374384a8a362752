namespace Peregrine;

/// <summary>What a test does with a mock: answers, records, checks.</summary>
public sealed class MockTransportTests
{
    private const string BaseUrl = "https://api.example.com";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_example_of_the_face_works()
    {
        var mock = new MockTransport { ["GET /users/1"] = _ => MockResponse.Json(new { name = "Alice" }) };
        using var session = Over(mock);

        Assert.Equal("Alice", (string?)session.Get("/users/1").Json()["name"]);

        Assert.Single(mock.Requests);
    }

    [Fact]
    public async Task An_asynchronous_call_is_answered_alike()
    {
        using var mock =
            new MockTransport { ["GET /users/{id}"] = request => MockResponse.Json(new { id = request["id"] }) };
        using var session = Over(mock);

        var response = await session.GetAsync("/users/7", Token);

        Assert.Equal("""{"id":"7"}""", response.Text);
    }

    [Fact]
    public void A_constant_response_is_an_answer()
    {
        using var mock = new MockTransport { ["DELETE /users/1"] = MockResponse.Status(204) };
        mock.Map("GET /users/1", MockResponse.Text("Alice"));
        using var session = Over(mock);

        Assert.Equal(204, session.Delete("/users/1").StatusCode);
        Assert.Equal("Alice", session.Get("/users/1").Text);
        Assert.Equal("Alice", session.Get("/users/1").Text);
    }

    [Fact]
    public void A_sequence_gives_one_after_the_other_and_repeats_the_last()
    {
        using var mock = new MockTransport
        {
            ["GET /job"] = MockResponse.Sequence(MockResponse.Status(202), MockResponse.Text("done")),
        };
        using var session = Over(mock);

        var statuses = Enumerable.Range(0, 4).Select(_ => session.Get("/job").StatusCode);

        Assert.Equal([202, 200, 200, 200], statuses);
    }

    [Fact]
    public void A_sequence_of_nothing_is_refused() =>
        Assert.ThrowsAny<ArgumentException>(() => MockResponse.Sequence());

    [Fact]
    public async Task An_asynchronous_route_is_awaited_and_a_blocking_call_waits_for_it()
    {
        using var mock = new MockTransport();
        mock.Map("GET /slow", async request =>
        {
            await Task.Delay(1, request.CancellationToken);
            return MockResponse.Text("at last");
        });
        using var session = Over(mock);

        Assert.Equal("at last", (await session.GetAsync("/slow", Token)).Text);
        Assert.Equal("at last", session.Get("/slow").Text);
    }

    [Fact]
    public void What_a_route_throws_passes_through()
    {
        using var mock = new MockTransport { ["GET /a"] = _ => throw new FormatException("mine") };
        mock.Map("GET /b", _ => throw new FormatException("mine too"));
        using var session = Over(mock);

        Assert.Equal("mine", Assert.Throws<FormatException>(() => session.Get("/a")).Message);
        Assert.Equal("mine too", Assert.Throws<FormatException>(() => session.Get("/b")).Message);
    }

    [Fact]
    public void A_route_that_gives_null_is_named()
    {
        using var mock = new MockTransport { ["GET /a"] = _ => null! };
        using var session = Over(mock);

        var failure = Assert.Throws<InvalidOperationException>(() => session.Get("/a"));

        Assert.Equal("The route GET /a gave null for GET https://api.example.com/a.", failure.Message);
    }

    [Fact]
    public void A_request_that_fits_no_route_fails_with_a_list_of_the_routes_and_why_each_does_not_fit()
    {
        using var mock = new MockTransport
        {
            ["GET /users/1"] = MockResponse.Status(200),
            ["POST /users/{id}"] = MockResponse.Status(201),
            ["/users/{id}?full=yes"] = MockResponse.Status(200),
            ["https://other.example/users/2"] = MockResponse.Status(200),
        };
        using var session = Over(mock);

        var failure = Assert.Throws<InvalidOperationException>(() => session.Get("/users/2?token=secret"));

        Assert.Equal(
            "No route of the MockTransport fits GET https://api.example.com/users/2. Add one, or set Fallback. "
            + """
            The routes are:
              GET /users/1  (another path)
              POST /users/{id}  (another method)
              /users/{id}?full=yes  (another query)
              https://other.example/users/2  (another origin)
            """,
            failure.Message);
    }

    [Fact]
    public async Task A_request_that_fits_no_route_fails_an_asynchronous_call_and_a_bare_client_alike()
    {
        using var mock = new MockTransport();
        using var session = Over(mock);
        using var client = new HttpClient(mock, disposeHandler: false);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => session.GetAsync("/x", Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(BaseUrl, Token));

        Assert.EndsWith("The routes are: none.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fallback_answers_what_fits_no_route()
    {
        using var mock =
            new MockTransport { ["GET /a"] = MockResponse.Status(200), Fallback = _ => MockResponse.Status(404) };
        using var session = Over(mock);

        Assert.Equal(200, session.Get("/a").StatusCode);
        Assert.Equal(404, session.Get("/b").StatusCode);
        Assert.Equal(["GET /a", null], mock.Requests.Select(request => request.Route));
    }

    [Fact]
    public void A_pattern_given_again_has_the_new_answer()
    {
        using var mock = new MockTransport { ["GET /a"] = MockResponse.Status(200), ["*"] = MockResponse.Status(418) };
        using var session = Over(mock);
        Assert.Equal(200, session.Get("/a").StatusCode);

        mock["GET /a"] = MockResponse.Status(503);

        Assert.Equal(503, session.Get("/a").StatusCode);
        Assert.Equal(2, mock.RequestsTo("GET /a").Count);
    }

    [Fact]
    public void Requests_are_kept_in_order_and_by_route()
    {
        using var mock = new MockTransport
        {
            ["GET /users/{id}"] = MockResponse.Status(200),
            ["POST /users"] = MockResponse.Status(201),
        };
        using var session = Over(mock);

        session.Get("/users/1");
        session.Post("/users", new() { Json = new { name = "Bob" } });
        var before = mock.Requests;
        session.Get("/users/2");

        Assert.Equal(2, before.Count);
        Assert.Equal(["/users/1", "/users", "/users/2"], mock.Requests.Select(request => request.Path));
        Assert.Equal(["1", "2"], mock.RequestsTo("GET /users/{id}").Select(request => request["id"]));
        Assert.Equal("Bob", (string?)Assert.Single(mock.RequestsTo("POST /users")).Json()["name"]);
    }

    [Fact]
    public void Asking_for_the_requests_of_a_route_that_is_not_there_is_a_mistake()
    {
        using var mock = new MockTransport { ["GET /users"] = MockResponse.Status(200) };

        var failure = Assert.Throws<ArgumentException>(() => mock.RequestsTo("GET /user"));

        Assert.Contains("GET /users", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_route_was_used_or_the_others_are_listed()
    {
        using var mock = new MockTransport
        {
            ["GET /a"] = MockResponse.Status(200),
            ["GET /b"] = MockResponse.Status(200),
            ["GET /c"] = MockResponse.Fails(HttpRequestError.ConnectionError),
        };
        using var session = Over(mock);
        session.Get("/a");

        var failure = Assert.Throws<InvalidOperationException>(mock.AssertEveryRouteWasUsed);
        Assert.Equal(
            """
            These routes of the MockTransport were never used:
              GET /b
              GET /c
            The requests that came:
              GET https://api.example.com/a went to GET /a
            """,
            failure.Message);

        session.Get("/b");
        Assert.Throws<ConnectException>(() => session.Get("/c"));
        mock.AssertEveryRouteWasUsed();
    }

    [Fact]
    public void A_route_that_got_a_new_answer_has_to_be_used_again()
    {
        using var mock = new MockTransport { ["GET /a"] = MockResponse.Status(200) };
        using var session = Over(mock);
        session.Get("/a");
        mock["GET /a"] = MockResponse.Status(500);

        Assert.Throws<InvalidOperationException>(mock.AssertEveryRouteWasUsed);
    }

    [Fact]
    public async Task Many_calls_at_once_are_all_answered_and_all_kept_while_routes_are_added()
    {
        using var mock = new MockTransport { ["GET /items/{n}"] = request => MockResponse.Text(request["n"]) };
        using var session = Over(mock);

        var texts = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(async () =>
        {
            mock[$"GET /own/{n}"] = MockResponse.Text("own " + n);
            return (await session.GetAsync($"/items/{n}", Token)).Text + "," + session.Get($"/own/{n}").Text;
        })));

        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"{n},own {n}"), texts);
        Assert.Equal(400, mock.Requests.Count);
        Assert.Equal(200, mock.RequestsTo("GET /items/{n}").Select(request => request["n"]).Distinct().Count());
        mock.AssertEveryRouteWasUsed();
    }

    [Fact]
    public async Task A_sequence_gives_each_response_once_to_many_calls_at_once()
    {
        var turns = Enumerable.Range(0, 100).Select(n => MockResponse.Text($"{n}")).ToArray();
        using var mock = new MockTransport { ["*"] = MockResponse.Sequence(turns) };
        using var session = Over(mock);

        var texts = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Task.Run(async () => (await session.GetAsync("/", Token)).Text)));

        Assert.Equal(100, texts.Distinct().Count());
    }

    [Fact]
    public async Task A_bare_client_is_served_too()
    {
        var mock = new MockTransport
        {
            ["POST /users"] = request => MockResponse.Text("hello " + request.Text, statusCode: 201),
        };
        using var client = new HttpClient(mock) { BaseAddress = new Uri(BaseUrl) };

        using var content = new StringContent("Bob");
        using var reply = await client.PostAsync("/users", content, Token);

        Assert.Equal(System.Net.HttpStatusCode.Created, reply.StatusCode);
        Assert.Equal("hello Bob", await reply.Content.ReadAsStringAsync(Token));
        Assert.Equal(9, reply.Content.Headers.ContentLength);
        Assert.Equal("/users", reply.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public void A_bare_client_may_block()
    {
        using var mock =
            new MockTransport { ["/chunks"] = MockResponse.Chunks("a", "b"), ["/whole"] = MockResponse.Text("whole") };
        using var client = new HttpClient(mock);

        foreach (var (path, text) in new[] { ("/chunks", "ab"), ("/whole", "whole") })
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, BaseUrl + path);
            using var reply = client.Send(message, Token);
            using var reader = new StreamReader(reply.Content.ReadAsStream(Token));
            Assert.Equal(text, reader.ReadToEnd());
        }
    }

    [Fact]
    public void What_was_recorded_outlives_the_disposal()
    {
        var mock = new MockTransport { ["*"] = MockResponse.Status(200) };
        using (var session = Over(mock))
        {
            session.Get("/");
        }

        mock.Dispose();

        Assert.Single(mock.Requests);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_never_arrives()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Status(200) };
        using var invoker = new HttpMessageInvoker(mock, disposeHandler: false);
        using var message = new HttpRequestMessage(HttpMethod.Get, BaseUrl);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => invoker.SendAsync(message, new CancellationToken(canceled: true)));

        Assert.Empty(mock.Requests);
    }

    private static HttpSession Over(MockTransport mock) => new(new() { BaseUrl = BaseUrl, Transport = mock });
}
