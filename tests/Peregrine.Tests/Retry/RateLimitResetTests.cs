namespace Peregrine;

/// <summary>How long a server asks to wait, in the forms that services send.</summary>
public sealed class RateLimitResetTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);

    [Theory]
    [InlineData("RateLimit", "\"burst\";r=0;t=3, \"day\";r=1;t=8", 8.0)]
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
        Assert.Equal(seconds, Rounded(RateLimitReset.Parse(new Headers([new Header(name, value)]), Now)));

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

    private static double? Rounded(TimeSpan? wait) => wait is { } time ? Math.Round(time.TotalSeconds, 3) : null;
}
