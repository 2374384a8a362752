using System.Text;

namespace Peregrine;

/// <summary>What a mock can answer.</summary>
public sealed class MockResponseTests
{
    [Fact]
    public void A_status_has_no_body()
    {
        var response = Given(MockResponse.Status(418));

        Assert.Equal(418, response.StatusCode);
        Assert.Empty(response.Bytes);
        Assert.Null(response.ContentType);
    }

    [Theory]
    [InlineData(199)]
    [InlineData(1000)]
    public void A_status_that_ends_no_exchange_is_refused(int status) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MockResponse.Status(status));

    [Fact]
    public void Json_follows_the_conventions_of_the_web_and_is_written_at_once()
    {
        var items = new List<MockRequestTests.User> { new("Alice") };
        var answer = MockResponse.Json(items, 201);
        items.Clear();

        var response = Given(answer);

        Assert.Equal(201, response.StatusCode);
        Assert.Equal("application/json", response.ContentType);
        Assert.Equal("""[{"name":"Alice"}]""", response.Text);
        Assert.Equal("18", response.Headers["Content-Length"]);
    }

    [Fact]
    public void Json_takes_null_strings_nodes_and_contracts()
    {
        Assert.Equal("null", Given(MockResponse.Json(null)).Text);
        Assert.Equal("\"a\"", Given(MockResponse.Json("a")).Text);
        Assert.Equal("""{"a":1}""", Given(MockResponse.Json(new System.Text.Json.Nodes.JsonObject { ["a"] = 1 })).Text);
        Assert.Equal(
            """{"name":"Bob"}""", Given(MockResponse.Json(new("Bob"), MockRequestTests.Contracts.Default.User)).Text);
    }

    [Fact]
    public void Text_and_bytes_have_their_types()
    {
        var text = Given(MockResponse.Text("é"));
        var html = Given(MockResponse.Text("<p>", "text/html", 404));
        var bytes = Given(MockResponse.Bytes([1, 2, 3]));

        Assert.Equal(("é", "text/plain", "2"), (text.Text, text.ContentType!, text.Headers["Content-Length"]!));
        Assert.Equal(("text/html", 404), (html.ContentType!, html.StatusCode));
        Assert.Equal("application/octet-stream", bytes.ContentType);
        Assert.Equal([1, 2, 3], bytes.Bytes);
    }

    [Fact]
    public void Bytes_are_copied()
    {
        byte[] bytes = [1];
        var answer = MockResponse.Bytes(bytes);
        bytes[0] = 2;

        Assert.Equal([1], Given(answer).Bytes);
    }

    [Fact]
    public void With_sets_a_header_and_add_keeps_those_there_are()
    {
        var response = Given(MockResponse.Text("x").With("content-type", "text/csv").With("X-A", "1").With("x-a", "2")
            .Add("Set-Cookie", "a=1").Add("Set-Cookie", "b=2").Add("Allow", "GET").With("Content-Length", "999"));

        Assert.Equal("text/csv", response.ContentType);
        Assert.Equal(["2"], response.Headers.GetAll("X-A"));
        Assert.Equal(["a=1", "b=2"], response.Headers.GetAll("Set-Cookie"));
        Assert.Equal("GET", response.Headers["Allow"]);
        Assert.Equal(["999"], response.Headers.GetAll("Content-Length"));
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("X A", "x")]
    [InlineData("X-A", "x\r\nX-B: y")]
    [InlineData("X-A", "x\0")]
    public void A_field_that_would_be_two_is_refused(string name, string value)
    {
        Assert.Throws<ArgumentException>(() => MockResponse.Status(200).With(name, value));
        Assert.Throws<ArgumentException>(() => MockResponse.Status(200).Add(name, value));
        Assert.Throws<ArgumentException>(() => MockResponse.Status(200).AddTrailer(name, value));
    }

    [Fact]
    public void A_change_leaves_the_original_as_it_was()
    {
        var original = MockResponse.Text("x");
        _ = original.With("X-A", "1").CutAfter(0).After(TimeSpan.FromDays(1));

        Assert.Null(Given(original).Headers["X-A"]);
    }

    [Fact]
    public void A_redirect_has_its_location()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Redirect("/there?a=1", 307) };
        using var session = new HttpSession(new() { Transport = mock, Redirects = RedirectPolicy.None });

        var response = session.Get("https://h.test/");

        Assert.Equal((307, "/there?a=1"), (response.StatusCode, response.Headers["Location"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MockResponse.Redirect("/", 200));
    }

    [Fact]
    public void Trailers_follow_the_body()
    {
        var response = Given(MockResponse.Chunks("a").AddTrailer("X-Sum", "1").AddTrailer("X-Sum", "2"));

        Assert.Equal(["1", "2"], response.Trailers.GetAll("x-sum"));
    }

    [Fact]
    public void Chunks_have_no_length()
    {
        var text = Given(MockResponse.Chunks("a", "", "bc"));
        var bytes = Given(MockResponse.Chunks([1, 2], [3]));

        Assert.Equal(("abc", "text/plain"), (text.Text, text.ContentType));
        Assert.Null(text.Headers["Content-Length"]);
        Assert.Equal([1, 2, 3], bytes.Bytes);
        Assert.Empty(Given(MockResponse.Chunks(Array.Empty<string>())).Bytes);
    }

    [Fact]
    public async Task Each_chunk_is_a_read_of_its_own_and_comes_at_its_time()
    {
        var time = new FakeTime();
        using var mock = new MockTransport
        {
            TimeProvider = time,
            ["*"] = MockResponse.Chunks("one", "two").Every(TimeSpan.FromHours(1)),
        };
        using var client = new HttpClient(mock);
        await using var stream = await client.GetStreamAsync(
            new Uri("https://h.test"), TestContext.Current.CancellationToken);
        var buffer = new byte[100];

        Assert.Equal(
            "one",
            Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)));
        var second = stream.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask();
        time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("two", Encoding.ASCII.GetString(buffer, 0, await second));
        Assert.Equal(0, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_small_buffer_gets_a_chunk_in_pieces()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Chunks("abc", "d") };
        using var client = new HttpClient(mock);
        await using var stream = await client.GetStreamAsync(
            new Uri("https://h.test"), TestContext.Current.CancellationToken);
        var buffer = new byte[2];
        var reads = new List<int>();

        for (var read = -1; read != 0; reads.Add(read))
        {
            read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        }

        Assert.Equal([2, 1, 1, 0], reads);
    }

    [Fact]
    public void Head_gets_the_headers_of_the_whole_and_no_body()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Text("whole") };
        using var session = new HttpSession(new() { Transport = mock });

        var response = session.Head("https://h.test/");

        Assert.Equal("5", response.Headers["Content-Length"]);
        Assert.Empty(response.Bytes);
    }

    [Fact]
    public async Task A_delay_runs_on_the_clock_of_the_mock()
    {
        var time = new FakeTime();
        using var mock =
            new MockTransport { TimeProvider = time, ["*"] = MockResponse.Text("late").After(TimeSpan.FromMinutes(5)) };
        using var session = new HttpSession(new() { Transport = mock });

        var call = session.GetAsync("https://h.test/", TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("late", (await call).Text);
    }

    [Fact]
    public async Task Cancellation_ends_a_delay_that_would_last_for_ever()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Status(200).After(Timeout.InfiniteTimeSpan) };
        using var session = new HttpSession(new() { Transport = mock, Timeout = Timeouts.None });
        using var cancel = new CancellationTokenSource();

        var call = session.GetAsync("https://h.test/", cancel.Token);
        await cancel.CancelAsync();

        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, failure.CancellationToken);
        Assert.True(mock.Requests[0].CancellationToken.IsCancellationRequested);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(40L * 24 * 3600 * 1000)]
    public void A_delay_that_no_timer_can_have_is_refused(long milliseconds)
    {
        var span = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Throws<ArgumentOutOfRangeException>(() => MockResponse.Status(200).After(span));
        Assert.Throws<ArgumentOutOfRangeException>(() => MockResponse.Status(200).Every(span));
    }

    private static Response Given(MockResponse answer)
    {
        using var mock = new MockTransport { ["*"] = answer };
        using var session = new HttpSession(new() { Transport = mock });
        return session.Get("https://h.test/");
    }
}
