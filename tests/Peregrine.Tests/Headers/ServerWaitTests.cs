namespace Peregrine;

/// <summary>How long a server asks to wait, in the forms that services send.</summary>
public sealed class ServerWaitTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);

    [Theory]
    [InlineData("RateLimit", "\"burst\";r=0;t=3, \"day\";r=1;t=8", 3.0)]
    [InlineData("RateLimit", "\"burst\";r=0;t=3, \"day\";r=0;t=8", 8.0)]
    [InlineData("RateLimit", "\"burst\";r=2;t=3, \"day\";r=1;t=8", 8.0)]
    [InlineData("RateLimit", "\"10-in-1min\"; r=9; t=60; pk=:YWJj:", 60.0)]
    [InlineData("RateLimit", "limit=1, remaining=0, reset=1.5", 1.5)]
    [InlineData("RateLimit", "limit=10, remaining=0;reset=3", null)]
    [InlineData("RateLimit", "\"a\";r=0;t=1767225607", 7.0)]
    [InlineData("RateLimit", "a b", null)]
    [InlineData("RateLimit", "limit=1, remaining=0, reset=3", 3.0)]
    [InlineData("RateLimit-Reset", "9", 9.0)]
    [InlineData("X-RateLimit-Reset", "1767225607", 7.0)]
    [InlineData("X-RateLimit-Reset", "1767225607.481", 7.481)]
    [InlineData("X-RateLimit-Reset", "1767225607481", 7.481)]
    [InlineData("X-RateLimit-Reset", "2026-01-01T00:00:05Z", 5.0)]
    [InlineData("X-RateLimit-Reset", "2026-01-01T01:00:05.5+01:00", 5.5)]
    [InlineData("X-RateLimit-Reset", "Thu, 01 Jan 2026 00:00:05 GMT", 5.0)]
    [InlineData("X-Rate-Limit-Reset", "1767225602", 2.0)]
    [InlineData("X-RateLimit-Reset-After", "1.5", 1.5)]
    [InlineData("X-RateLimit-Reset", "1767225602, 1767225602", 2.0)]
    [InlineData("X-RateLimit-Reset", "1767220000", 0.0)]
    [InlineData("X-RateLimit-Reset", "2, 3", null)]
    [InlineData("X-RateLimit-Reset", "soon", null)]
    [InlineData("X-RateLimit-Reset", "-5", null)]
    [InlineData("X-RateLimit-Reset", "NaN", null)]
    [InlineData("X-RateLimit-Reset", "-Infinity", null)]
    [InlineData("X-RateLimit-Reset", "Infinity", null)]
    [InlineData("RateLimit", "x;t=-Infinity", null)]
    [InlineData("X-RateLimit-Reset", "1e9", null)]
    [InlineData("X-RateLimit-Reset", "99999999999999999999", null)]
    [InlineData("RateLimit", "t=99999999999999999999999999", null)]
    public void A_reset_is_a_number_of_seconds_or_a_moment(string name, string value, double? seconds) =>
        Assert.Equal(seconds, Rounded(ServerWait.BeforeRetry(429, new Headers([new Header(name, value)]), Now)));

    [Theory]
    [InlineData(2.0, "2")]
    [InlineData(2.0, "2", "2")]
    [InlineData(2.0, "2, 2")]
    [InlineData(5.0, "Thu, 01 Jan 2026 00:00:05 GMT")]
    [InlineData(5.0, "Thu, 01 Jan 2026 00:00:05 GMT", "Thu, 01 Jan 2026 00:00:05 GMT")]
    [InlineData(null, "2", "3")]
    [InlineData(null, "2, 3")]
    [InlineData(null, "2.5")]
    [InlineData(null, "-1")]
    [InlineData(null, "")]
    public void A_wait_that_stands_twice_counts_once_and_two_waits_say_nothing(
        double? seconds, params string[] lines) =>
        Assert.Equal(seconds, Rounded(
            RetryAfterHeader.Parse(new Headers([.. lines.Select(line => new Header("Retry-After", line))]), Now)));

    [Theory]
    [InlineData("1500", 1.5)]
    [InlineData("0", 0.0)]
    [InlineData("x", null)]
    [InlineData("-Infinity", null)]
    [InlineData("Infinity", null)]
    public void Milliseconds_count_where_there_are_no_seconds(string value, double? seconds) =>
        Assert.Equal(seconds, Rounded(RetryAfterHeader.Parse(new Headers([new Header("retry-after-ms", value)]), Now)));

    [Fact]
    public void A_wait_beyond_all_bounds_is_the_longest() =>
        Assert.Equal(
            TimeSpan.MaxValue,
            RetryAfterHeader.Parse(new Headers([new Header("Retry-After", new string('9', 30))]), Now));

    [Theory]
    [InlineData("922337203685.4779")]
    [InlineData("922337203685.0")]
    [InlineData("99999999999999999999.5")]
    public void A_wait_with_a_point_beyond_all_bounds_is_the_longest(string value) => Assert.Equal(
        TimeSpan.MaxValue, ServerWait.BeforeRetry(503, new Headers([new Header("Retry-After", value)]), Now));

    [Theory]
    [InlineData("2.5", 2.5)]
    [InlineData("1.0", 1.0)]
    [InlineData("0.75, 0.75", 0.75)]
    [InlineData("1.5, 2", null)]
    [InlineData("1e3", null)]
    [InlineData("-1.5", null)]
    public void A_wait_with_a_point_counts_for_retries_and_pauses_and_is_no_retry_after_to_a_reader(
        string value, double? seconds)
    {
        var headers = new Headers([new Header("Retry-After", value)]);

        Assert.Equal(seconds, Rounded(ServerWait.BeforeRetry(503, headers, Now)));
        Assert.Equal(seconds, Rounded(ServerWait.OfOrigin(503, headers, new StoppedClock(Now))));
        Assert.Null(RetryAfterHeader.Parse(headers, Now));
    }

    [Theory]
    [InlineData(429, 5.0, "Retry-After: 5")]
    [InlineData(503, 5.0, "Retry-After: 5")]
    [InlineData(500, null, "Retry-After: 5")]
    [InlineData(200, null, "Retry-After: 5")]
    [InlineData(429, 5.0, "Retry-After: 5", "RateLimit: \"a\";r=0;t=60")]
    [InlineData(503, 60.0, "RateLimit: \"a\";r=0;t=60")]
    [InlineData(200, 60.0, "RateLimit: \"a\";r=0;t=60")]
    [InlineData(200, null, "RateLimit: \"a\";r=1;t=60")]
    [InlineData(429, 60.0, "RateLimit: \"a\";r=1;t=60")]
    [InlineData(200, null, "RateLimit: \"a\";r=0")]
    [InlineData(200, 3.0, "RateLimit: limit=10, remaining=0, reset=3")]
    [InlineData(200, 3.0, "RateLimit: limit=10", "RateLimit: remaining=0", "RateLimit: reset=3")]
    [InlineData(200, null, "RateLimit: limit=10, remaining=4, reset=3")]
    [InlineData(200, 9.0, "RateLimit-Remaining: 0", "RateLimit-Reset: 9")]
    [InlineData(200, null, "RateLimit-Remaining: 1", "RateLimit-Reset: 9")]
    [InlineData(200, null, "RateLimit-Remaining: 0")]
    [InlineData(429, null, "RateLimit-Remaining: 0")]
    [InlineData(200, 9.0, "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 9")]
    [InlineData(200, 7.0, "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1767225607")]
    [InlineData(200, 7.0, "x-ratelimit-remaining: -1", "x-ratelimit-reset: 1767225607")]
    [InlineData(200, 7.0, "X-Rate-Limit-Remaining: 0", "X-Rate-Limit-Reset: 1767225607")]
    [InlineData(200, 7.0, "X-RateLimit-Remaining: 0, 0", "X-RateLimit-Reset: 7, 7")]
    [InlineData(200, 1.5, "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1767225699", "X-RateLimit-Reset-After: 1.5")]
    [InlineData(
        200, 4.0,
        "RateLimit-Remaining: 3", "RateLimit-Reset: 9", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 4")]
    [InlineData(200, null, "X-RateLimit-Remaining: none", "X-RateLimit-Reset: 9")]
    [InlineData(
        200, 3.0,
        "Date: Thu, 01 Jan 2026 00:00:05 GMT", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1767225608")]
    public void An_origin_is_paused_when_the_server_asks_for_it_or_a_limit_is_spent(
        int status, double? seconds, params string[] lines) => Assert.Equal(
            seconds,
            Rounded(ServerWait.OfOrigin(
                status,
                new Headers(
                    [.. lines.Select(line => line.Split(": ", 2)).Select(pair => new Header(pair[0], pair[1]))]),
                new StoppedClock(Now))));

    private static double? Rounded(TimeSpan? wait) => wait is { } time ? Math.Round(time.TotalSeconds, 3) : null;
}
