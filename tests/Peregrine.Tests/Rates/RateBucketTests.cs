namespace Peregrine;

public sealed class RateBucketTests
{
    private static readonly RatePace Tenth = RatePace.FromLimit(RateLimit.PerSecond(10, burst: 2));

    [Fact]
    public void A_full_bucket_gives_its_burst_and_then_one_permit_an_interval()
    {
        var bucket = new RateBucket(0);

        Assert.True(Take(bucket, 0).IsTaken);
        Assert.True(Take(bucket, 0).IsTaken);
        Assert.Equal(Ms(100), Take(bucket, 0).Wait);
        Assert.Equal(Ms(1), Take(bucket, 99).Wait);
        Assert.True(Take(bucket, 100).IsTaken);
        Assert.Equal(Ms(100), Take(bucket, 100).Wait);
    }

    [Fact]
    public void A_time_without_sends_fills_it_and_no_more()
    {
        var bucket = new RateBucket(0);
        Take(bucket, 0);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => Take(bucket, 60_000).IsTaken));
    }

    [Fact]
    public void A_refusal_takes_nothing()
    {
        var bucket = new RateBucket(0);
        Take(bucket, 0);
        Take(bucket, 0);

        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(Ms(100), Take(bucket, 0).Wait));
        Assert.True(Take(bucket, 100).IsTaken);
    }

    [Fact]
    public void A_pause_is_told_as_such_and_never_shortened()
    {
        var bucket = new RateBucket(0);
        bucket.Pause(0, Ms(500));
        bucket.Pause(Ms(10).Ticks, Ms(20));

        Assert.Equal(RateAnswer.Paused(Ms(400)), Take(bucket, 100));
        bucket.Pause(Ms(100).Ticks, Ms(900));
        Assert.Equal(RateAnswer.Paused(Ms(400)), Take(bucket, 600));
        Assert.True(Take(bucket, 1000).IsTaken);
    }

    [Fact]
    public void A_send_that_waited_and_woke_late_counts_as_sent_when_it_was_due()
    {
        var (waiting, coming) = (new RateBucket(0), new RateBucket(0));
        foreach (var bucket in new[] { waiting, coming })
        {
            Take(bucket, 0);
            Take(bucket, 0);
        }

        Assert.True(Take(waiting, 130, waited: 130).IsTaken);
        Assert.True(Take(coming, 130).IsTaken);
        Assert.Equal(Ms(70), Take(waiting, 130).Wait);
        Assert.Equal(Ms(70), Take(coming, 130).Wait); // The second permit of the burst had begun to fill.
    }

    [Fact]
    public void With_a_bucket_of_one_only_a_send_that_waited_is_counted_so()
    {
        var pace = RatePace.FromLimit(RateLimit.PerSecond(10));
        var (waiting, coming) = (new RateBucket(0), new RateBucket(0));
        waiting.Take(pace, 0, default);
        coming.Take(pace, 0, default);

        waiting.Take(pace, Ms(130).Ticks, Ms(130));
        coming.Take(pace, Ms(130).Ticks, default);

        Assert.Equal(Ms(70), waiting.Take(pace, Ms(130).Ticks, default).Wait);
        Assert.Equal(Ms(100), coming.Take(pace, Ms(130).Ticks, default).Wait);
    }

    [Fact]
    public void A_clock_that_is_set_back_takes_the_schedule_along()
    {
        var bucket = new RateBucket(Ms(100_000).Ticks);
        Take(bucket, 100_000);
        Take(bucket, 100_000);
        bucket.Pause(Ms(100_000).Ticks, Ms(500));

        Assert.Equal(RateAnswer.Paused(Ms(500)), Take(bucket, 3));
        Assert.True(Take(bucket, 503).IsTaken);
    }

    [Fact]
    public void It_is_fresh_again_when_it_is_full_and_not_paused()
    {
        var bucket = new RateBucket(0);
        Assert.True(bucket.IsFresh(0));
        Take(bucket, 0);
        Assert.False(bucket.IsFresh(Ms(99).Ticks));
        Assert.True(bucket.IsFresh(Ms(100).Ticks));
        bucket.Pause(Ms(100).Ticks, Ms(10));
        Assert.False(bucket.IsFresh(Ms(109).Ticks));
        Assert.True(bucket.IsFresh(Ms(110).Ticks));
    }

    [Fact]
    public void A_map_forgets_what_is_fresh_and_grows_no_further_than_what_is_in_use()
    {
        var map = new RateMap<int, RateBucket>(EqualityComparer<int>.Default, (bucket, now) => bucket.IsFresh(now));
        for (var key = 0; key < 100_000; key++)
        {
            var now = Ms(key).Ticks;
            map.Add(key, new RateBucket(now), now).Take(Tenth, now, default);
            Assert.InRange(map.Count, 1, 301); // Each is in use for 100 ms.
        }
    }

    private static RateAnswer Take(RateBucket bucket, int at, int waited = 0) =>
        bucket.Take(Tenth, Ms(at).Ticks, Ms(waited));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
