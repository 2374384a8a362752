namespace Peregrine;

/// <summary>Failures in each phase, as a session and a bare client see them.</summary>
public sealed class MockFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, ConnectStage.Dns, "no such host")]
    [InlineData(HttpRequestError.ConnectionError, ConnectStage.Socket, "connection refused")]
    [InlineData(HttpRequestError.SecureConnectionError, ConnectStage.Tls, "SSL")]
    [InlineData(HttpRequestError.ProxyTunnelError, ConnectStage.Proxy, "tunnel")]
    public async Task No_connection_comes_about(HttpRequestError error, ConnectStage stage, string words)
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Fails(error) };
        using var session = new HttpSession(new() { Transport = mock });

        var blocking = Assert.Throws<ConnectException>(() => session.Get("https://h.test/"));
        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("https://h.test/", Token));

        Assert.Equal(stage, blocking.Stage);
        Assert.Equal(stage, failure.Stage);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, mock.Requests.Count);
    }

    [Theory]
    [InlineData(TimeoutPhase.Pool)]
    [InlineData(TimeoutPhase.Connect)]
    [InlineData(TimeoutPhase.Send)]
    [InlineData(TimeoutPhase.Read)]
    [InlineData(TimeoutPhase.Total)]
    public async Task A_limit_of_each_phase_is_passed_at_once(TimeoutPhase phase)
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Fails(phase) };
        using var session = new HttpSession(new() { Transport = mock });

        Assert.Equal(
            phase, Assert.Throws<RequestTimeoutException>(() => session.Get("https://h.test/?token=hush")).Phase);
        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(
            () => session.GetAsync("https://h.test/?token=hush", Token));

        Assert.Equal(phase, failure.Phase);
        Assert.DoesNotContain("hush", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_try_that_failed_is_told()
    {
        using var mock = new MockTransport
        {
            ["*"] = MockResponse.Sequence(MockResponse.Status(503), MockResponse.Fails(TimeoutPhase.Read)),
        };
        using var session = new HttpSession(
            new() { Transport = mock, Retry = new RetryPolicy(2) { BackoffFactor = 0 } });

        var failure = Assert.Throws<RequestTimeoutException>(() => session.Get("https://h.test/"));

        Assert.Equal([503, null, null], failure.Attempts.Select(one => one.StatusCode));
    }

    [Fact]
    public async Task A_delay_beyond_the_limit_is_a_timeout_with_its_limit()
    {
        var time = new FakeTime();
        using var mock =
            new MockTransport { TimeProvider = time, ["*"] = MockResponse.Status(200).After(TimeSpan.FromHours(1)) };
        using var session = new HttpSession(new() { Transport = mock, TimeProvider = time, Timeout = (5, 30) });

        var read = session.GetAsync("https://h.test/", Token);
        time.Advance(TimeSpan.FromSeconds(31));
        var slow = await Assert.ThrowsAsync<RequestTimeoutException>(() => read);
        var total = session.GetAsync(
            "https://h.test/", new() { Timeout = new Timeouts { Total = TimeSpan.FromSeconds(10) } }, Token);
        time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal((TimeoutPhase.Read, TimeSpan.FromSeconds(30)), (slow.Phase, slow.Limit));
        Assert.Equal(TimeoutPhase.Total, (await Assert.ThrowsAsync<RequestTimeoutException>(() => total)).Phase);
    }

    [Fact]
    public async Task A_body_that_stalls_is_a_timeout()
    {
        var time = new FakeTime();
        using var mock = new MockTransport
        {
            TimeProvider = time,
            ["*"] = MockResponse.Chunks("a", "b").Every(Timeout.InfiniteTimeSpan),
        };
        using var session = new HttpSession(new() { Transport = mock, TimeProvider = time });

        var call = session.GetAsync("https://h.test/", Token);
        time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(TimeoutPhase.Read, (await Assert.ThrowsAsync<RequestTimeoutException>(() => call)).Phase);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task A_body_that_is_cut_off_is_a_protocol_failure(int bytes)
    {
        using var mock = new MockTransport
        {
            ["/whole"] = MockResponse.Text("abcdef").CutAfter(bytes),
            ["/chunks"] = MockResponse.Chunks("ab", "cd", "ef").CutAfter(bytes),
            ["/empty"] = MockResponse.Status(200).CutAfter(bytes),
        };
        using var session = new HttpSession(new() { BaseUrl = "https://h.test", Transport = mock });

        foreach (var path in new[] { "/whole", "/chunks", "/empty" })
        {
            Assert.Equal(
                HttpRequestError.ResponseEnded,
                Assert.Throws<ProtocolException>(() => session.Get(path)).HttpRequestError);
            await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(path, Token));
        }
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "abc")]
    [InlineData(4, "abcd")]
    [InlineData(9, "abcd")]
    public async Task What_came_before_the_cut_is_given(int bytes, string expected)
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Chunks("ab", "cd").CutAfter(bytes) };
        using var client = new HttpClient(mock);
        await using var stream = await client.GetStreamAsync(new Uri("https://h.test"), Token);
        using var got = new MemoryStream();

        var failure = await Assert.ThrowsAsync<HttpIOException>(() => stream.CopyToAsync(got, Token));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(got.ToArray()));
    }

    [Fact]
    public void A_length_is_told_of_the_whole_although_it_is_cut()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Text("abcdef").CutAfter(3) };
        using var client = new HttpClient(mock);
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://h.test");

        using var reply = client.Send(message, HttpCompletionOption.ResponseHeadersRead, Token);

        Assert.Equal(6, reply.Content.Headers.ContentLength);
        Assert.Throws<ArgumentOutOfRangeException>(() => MockResponse.Status(200).CutAfter(-1));
    }

    [Fact]
    public void An_end_before_the_head_is_a_protocol_failure()
    {
        using var mock = new MockTransport { ["*"] = MockResponse.Fails(HttpRequestError.ResponseEnded) };
        using var session = new HttpSession(new() { Transport = mock });

        var failure = Assert.Throws<ProtocolException>(() => session.Get("https://h.test/"));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public void Any_exception_is_thrown_as_it_is()
    {
        var mine = new NotSupportedException("mine");
        using var mock = new MockTransport { ["*"] = MockResponse.Fails(mine) };
        using var session = new HttpSession(new() { Transport = mock });

        Assert.Same(mine, Assert.Throws<NotSupportedException>(() => session.Get("https://h.test/")));
        Assert.Throws<ArgumentNullException>(() => MockResponse.Fails((Exception)null!));
    }

    [Fact]
    public async Task A_failure_may_come_late()
    {
        var time = new FakeTime();
        using var mock = new MockTransport
        {
            TimeProvider = time,
            ["*"] = MockResponse.Fails(HttpRequestError.ConnectionError).After(TimeSpan.FromSeconds(2)),
        };
        using var session = new HttpSession(new() { Transport = mock, TimeProvider = time });

        var call = session.GetAsync("https://h.test/", Token);
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds(2), (await Assert.ThrowsAsync<ConnectException>(() => call)).Elapsed);
    }

    [Fact]
    public async Task A_bare_client_gets_what_the_platform_throws()
    {
        using var mock = new MockTransport
        {
            ["/dns"] = MockResponse.Fails(HttpRequestError.NameResolutionError),
            ["/cut"] = MockResponse.Text("abc").CutAfter(1),
        };
        using var client = new HttpClient(mock) { BaseAddress = new Uri("https://h.test") };

        var dns = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/dns", Token));
        var cut = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/cut", Token));

        Assert.Equal(HttpRequestError.NameResolutionError, dns.HttpRequestError);
        Assert.Equal(HttpRequestError.ResponseEnded, cut.HttpRequestError);
    }
}
