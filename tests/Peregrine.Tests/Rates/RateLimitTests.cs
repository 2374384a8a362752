namespace Peregrine;

public sealed class RateLimitTests
{
    [Fact]
    public void A_limit_is_so_many_sends_in_a_time_with_a_bucket_of_one()
    {
        var limit = RateLimit.PerSecond(10);

        Assert.Equal((10, TimeSpan.FromSeconds(1), 1), (limit.Permits, limit.Per, limit.Burst));
        Assert.Equal(RateLimitScope.Origin, limit.Scope);
        Assert.Null(limit.Store);
        Assert.Equal(TimeSpan.FromSeconds(120), limit.MaxPause);
        Assert.Equal(limit, new RateLimit(10, TimeSpan.FromSeconds(1)));
        Assert.Equal(limit with { Burst = 5 }, RateLimit.PerSecond(10, burst: 5));
        Assert.Equal(new RateLimit(30, TimeSpan.FromMinutes(1)) { Burst = 2 }, RateLimit.PerMinute(30, burst: 2));
    }

    [Fact]
    public void It_says_what_it_is()
    {
        Assert.Equal("10 in 1 s, burst 5", RateLimit.PerSecond(10, burst: 5).ToString());
        Assert.Equal(
            "0.5 in 60 s, burst 1, all origins",
            (RateLimit.PerMinute(0.5) with { Scope = RateLimitScope.Session }).ToString());
        Assert.Equal("no limit", RateLimit.None.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.Epsilon)]
    [InlineData(10_000_001)]
    public void A_rate_that_is_none_is_refused(double permits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RateLimit.PerSecond(permits));

    [Fact]
    public void A_time_a_bucket_and_a_pause_have_bounds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimit(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimit(1, TimeSpan.FromDays(367)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateLimit.PerSecond(1, burst: 0));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => RateLimit.PerSecond(1) with { MaxPause = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => RateLimit.PerSecond(1) with { MaxPause = TimeSpan.MaxValue });
    }

    [Theory]
    [InlineData(1, 1, 10_000_000, 0)]
    [InlineData(10, 5, 1_000_000, 4_000_000)]
    [InlineData(3, 2, 3_333_334, 3_333_334)]
    [InlineData(10_000_000, 1, 1, 0)]
    public void Its_pace_is_rounded_to_fewer_sends(double permits, int burst, long interval, long spread)
    {
        var pace = RatePace.FromLimit(RateLimit.PerSecond(permits, burst));

        Assert.Equal((interval, spread), (pace.Interval, pace.Spread));
        Assert.InRange(pace.Slack, 0, interval - 1);
    }

    [Fact]
    public void The_largest_bucket_of_the_slowest_rate_has_a_pace() => Assert.InRange(
        RatePace.FromLimit(new RateLimit(1, TimeSpan.FromDays(366)) { Burst = int.MaxValue }).Spread,
        1, long.MaxValue / 2);
}
