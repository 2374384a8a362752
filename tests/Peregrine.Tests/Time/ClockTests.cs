using Microsoft.Extensions.Time.Testing;

namespace Peregrine;

/// <summary>Microsoft's FakeTimeProvider as the clock of a session: what a user tests without waiting.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pauses_between_tries_end_when_the_clock_moves()
    {
        var time = new FakeTimeProvider();
        using var mock = Unwell(times: 2);
        using var session = new HttpSession(
            new() { BaseUrl = "https://h.test", Transport = mock, TimeProvider = time, Retry = 3 });

        var call = session.GetAsync("/", Test);
        Assert.Single(mock.Requests);
        time.Advance(Second - TimeSpan.FromTicks(1));
        Assert.Single(mock.Requests);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, mock.Requests.Count);
        time.Advance(2 * Second);

        var response = await call;
        Assert.Equal(200, response.StatusCode);
        Assert.Equal([Second, 2 * Second], response.Attempts.Take(2).Select(one => one.Delay));
        Assert.Equal(3 * Second, time.GetUtcNow() - time.Start);
    }

    [Fact]
    public async Task A_permit_of_a_rate_is_there_when_the_clock_says_so_and_not_a_microsecond_later()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
        using var mock = new MockTransport { ["*"] = MockResponse.Status(200) };
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://h.test",
            Transport = mock,
            TimeProvider = time,
            RateLimit = RateLimit.PerSecond(1),
        });
        await session.GetAsync("/", Test);

        for (var sends = 2; sends < 20; sends++)
        {
            var call = session.GetAsync("/", Test);
            time.Advance(Second - TimeSpan.FromMilliseconds(1));
            Assert.False(call.IsCompleted);
            time.Advance(TimeSpan.FromMilliseconds(1));
            await call.WaitAsync(TimeSpan.FromSeconds(30), Test);
        }
    }

    [Fact]
    public async Task A_blocking_call_pauses_on_the_same_clock()
    {
        var time = new FakeTimeProvider();
        using var mock = Unwell(times: 2);
        using var session = new HttpSession(
            new() { BaseUrl = "https://h.test", Transport = mock, TimeProvider = time, Retry = 3 });

        var call = ClockSteps.Calling(() => session.Get("/"));
        await time.AdvanceUntilAsync(call, Second);

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task A_pause_that_the_server_asks_for_is_on_the_clock_too()
    {
        var time = new FakeTimeProvider();
        using var mock = new MockTransport
        {
            ["*"] = MockResponse.Sequence(
                MockResponse.Status(503).With("Retry-After", "100"), MockResponse.Status(200)),
        };
        using var session = new HttpSession(
            new() { BaseUrl = "https://h.test", Transport = mock, TimeProvider = time, Retry = 1 });

        var call = session.GetAsync("/", Test);
        time.Advance(99 * Second);
        Assert.False(call.IsCompleted);
        time.Advance(Second);

        Assert.Equal(200, (await call).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Limits_are_passed_when_the_clock_says_so(bool blocking)
    {
        var time = new FakeTimeProvider();
        using var mock = new MockTransport
        {
            TimeProvider = time,
            ["/late"] = MockResponse.Status(200).After(TimeSpan.FromHours(1)),
            ["/stalled"] = MockResponse.Chunks("a", "b").Every(TimeSpan.FromHours(1)),
        };
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://h.test",
            Transport = mock,
            TimeProvider = time,
            Timeout = new Timeouts { Read = 30 * Second },
        });

        foreach (var path in new[] { "/late", "/stalled" })
        {
            var read = await FailureAsync(session, time, blocking, path, null);
            Assert.Equal((TimeoutPhase.Read, 30 * Second), (read.Phase, read.Limit));
            var total = await FailureAsync(
                session, time, blocking, path, new() { Timeout = new Timeouts { Total = 10 * Second } });
            Assert.Equal((TimeoutPhase.Total, 10 * Second), (total.Phase, total.Limit));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_is_good_until_its_leeway(bool blocking)
    {
        var time = new FakeTimeProvider();
        var tokens = 0;
        using var mock = new MockTransport
        {
            ["POST /token"] = _ => MockResponse.Json(
                new { access_token = $"t{++tokens}", token_type = "Bearer", expires_in = 3600 }),
            ["/me"] = request => MockResponse.Text(request.Headers["Authorization"]!),
        };
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://h.test",
            Transport = mock,
            TimeProvider = time,
            Auth = Auth.OAuth2(new ClientCredentialsGrant
            {
                TokenEndpoint = "https://h.test/token",
                ClientId = "id",
                ClientSecret = "secret",
                Leeway = 30 * Second,
            }),
        });

        Assert.Equal("Bearer t1", await MeAsync());
        time.Advance(3569 * Second);
        Assert.Equal("Bearer t1", await MeAsync());
        time.Advance(2 * Second);
        await FaultRig.UntilAsync(() => session.Get("/me").Text == "Bearer t2"); // It is renewed beside a call.
        time.Advance(3601 * Second);
        Assert.Equal("Bearer t3", await MeAsync());

        async Task<string> MeAsync() => blocking ? session.Get("/me").Text : (await session.GetAsync("/me", Test)).Text;
    }

    [Fact]
    public async Task A_clock_that_moves_when_it_is_read_ends_no_pause()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = Second };
        using var mock = Unwell(times: 1);
        using var session = new HttpSession(
            new() { BaseUrl = "https://h.test", Transport = mock, TimeProvider = time, Retry = 3 });

        var call = session.GetAsync("/", Test);

        Assert.False(call.IsCompleted); // Nothing reads it while the call waits.
        await time.AdvanceUntilAsync(call, Second);
        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task A_cookie_is_sent_until_it_expires()
    {
        var time = new FakeTimeProvider();
        using var mock = new MockTransport
        {
            ["/login"] = MockResponse.Status(204).With("Set-Cookie", "sid=1; Max-Age=60"),
            ["/me"] = request => MockResponse.Text(request.Headers["Cookie"] ?? "none"),
        };
        using var session = new HttpSession(
            new() { BaseUrl = "https://h.test", Transport = mock, TimeProvider = time });
        session.Get("/login");

        time.Advance(59 * Second);
        Assert.Equal("sid=1", session.Get("/me").Text);
        time.Advance(Second);
        Assert.Equal("none", (await session.GetAsync("/me", Test)).Text);
    }

    private static MockTransport Unwell(int times) => new()
    {
        ["*"] = MockResponse.Sequence(
            [.. Enumerable.Repeat(MockResponse.Status(503), times), MockResponse.Status(200)]),
    };


    private static async Task<RequestTimeoutException> FailureAsync(
        HttpSession session, FakeTimeProvider time, bool blocking, string path, RequestOptions? options)
    {
        var call = ClockSteps.Calling(
            blocking, () => session.Get(path, options), () => session.GetAsync(path, options, Test));
        await time.AdvanceUntilAsync(call, Second);
        return await Assert.ThrowsAsync<RequestTimeoutException>(() => call);
    }
}
