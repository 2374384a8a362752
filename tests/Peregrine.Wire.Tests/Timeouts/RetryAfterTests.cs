namespace Peregrine;

/// <summary>No server decides how long a call waits, or how much work its addresses are.</summary>
public sealed class RetryAfterTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("99999999999999999999", true)]
    [InlineData("121", false)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", false)]
    public async Task A_wait_that_is_too_long_is_not_waited_for(string wait, bool blocking)
    {
        await using var server = new RawServer(
            Scripts.Answer($"HTTP/1.1 503 Busy\r\nRetry-After: {wait}\r\nContent-Length: 0\r\n\r\n"));
        using var session = Sessions.For(server, options => options.Retry = new RetryPolicy(3) { BackoffFactor = 0 });

        var response = await session.GetAsync(blocking, "/", Test);

        Assert.Equal(503, response.StatusCode);
        Assert.True(response.RetryAfter > TimeSpan.FromSeconds(120));
        Assert.Single(server.Requests);
    }

    /// <summary>Whoever waits for ever waits until he has had enough; no arithmetic ends it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_beyond_all_bounds_ends_with_the_caller(bool blocking)
    {
        await using var server = new RawServer(
            Scripts.Answer("HTTP/1.1 503 Busy\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n"));
        using var session = Sessions.For(
            server, options => options.Retry = new RetryPolicy(3) { MaxRetryAfter = TimeSpan.MaxValue });

        await Limit.IsCancelledAsync(
            token => session.GetAsync(blocking, "/", token), () => server.Arrivals.NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wait_beyond_all_bounds_is_not_begun_where_the_call_has_a_limit(bool blocking)
    {
        await using var server = new RawServer(
            Scripts.Answer("HTTP/1.1 503 Busy\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n"));
        using var session = Sessions.For(server, options =>
        {
            options.Retry = new RetryPolicy(3) { MaxRetryAfter = TimeSpan.MaxValue };
            options.Timeout = new Timeouts { Total = TimeSpan.FromSeconds(20) };
        });

        var response = await session.GetAsync(blocking, "/", Test);

        Assert.Equal(503, response.StatusCode);
        Assert.Equal(AttemptReason.Deadline, response.Attempts[^1].Reason);
    }

    [Theory]
    [InlineData("/", "../", "b")]
    [InlineData("/", "a/../", "b")]
    [InlineData("/b?", "a=b&", "")]
    public async Task A_long_address_is_followed_in_no_time(string begin, string more, string end)
    {
        var location = begin + string.Concat(Enumerable.Repeat(more, 7_500 / more.Length * 8)) + end;
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To(location)));
        using var session = Sessions.For(server);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var response = await session.GetAsync(blocking: false, "/a", Test);

        Assert.Equal(("/b", 200), (response.Url.AbsolutePath, response.StatusCode));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
    }
}
