namespace Peregrine;

public sealed class TimeoutsTests
{
    [Fact]
    public void A_number_and_a_span_set_four_phases_and_neither_total_nor_rate()
    {
        Timeouts seconds = 10;
        Timeouts span = TimeSpan.FromSeconds(10);

        Assert.Equal(seconds, span);
        Assert.Equal(new Timeouts { Pool = Ten, Connect = Ten, Send = Ten, Read = Ten }, seconds);
        Assert.Null(seconds.Total);
        Assert.Null(seconds.Rate);
    }

    [Fact]
    public void A_pair_sets_connect_and_read()
    {
        Timeouts pair = (5, 30);
        Timeouts fractions = (0.5, 2.5);

        Assert.Equal(new Timeouts { Connect = TimeSpan.FromSeconds(5), Read = TimeSpan.FromSeconds(30) }, pair);
        Assert.Equal(TimeSpan.FromSeconds(0.5), fractions.Connect);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Zero_and_negative_are_refused(double seconds)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => (Timeouts)seconds);
        Assert.Throws<ArgumentOutOfRangeException>(() => (Timeouts)(1, seconds));
    }

    [Fact]
    public void Members_inherit_one_by_one()
    {
        var merged = new Timeouts { Read = Ten }.Over(Timeouts.Default);

        Assert.Equal(Ten, merged.LimitOf(TimeoutPhase.Read));
        Assert.Equal(TimeSpan.FromSeconds(5), merged.LimitOf(TimeoutPhase.Connect));
        Assert.Equal(TimeSpan.FromSeconds(30), merged.LimitOf(TimeoutPhase.Pool));
        Assert.Equal(Timeout.InfiniteTimeSpan, merged.LimitOf(TimeoutPhase.Total));
        Assert.Equal(Timeout.InfiniteTimeSpan, merged.LimitOf(TimeoutPhase.Rate));
        Assert.Equal(
            Ten, new Timeouts().Over(new Timeouts { Rate = Ten }).Over(Timeouts.Default).LimitOf(TimeoutPhase.Rate));
    }

    [Fact]
    public void None_turns_all_of_them_off()
    {
        var merged = Timeouts.None.Over(Timeouts.Default);

        Assert.All(
            Enum.GetValues<TimeoutPhase>(), phase => Assert.Equal(Timeout.InfiniteTimeSpan, merged.LimitOf(phase)));
    }

    [Fact]
    public void The_watch_aborts_when_its_time_is_over_and_not_before()
    {
        var time = new FakeTime();
        var aborts = 0;
        using var watch = new ConnectionDeadline(time, () => aborts++);

        watch.Start(Ten, isBlocking: false);
        time.Advance(Ten - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, aborts);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, aborts);
        Assert.True(watch.Stop());
    }

    [Fact]
    public void A_watch_that_was_stopped_and_started_again_counts_from_its_last_start()
    {
        var time = new FakeTime();
        var aborts = 0;
        using var watch = new ConnectionDeadline(time, () => aborts++);

        watch.Start(Ten, isBlocking: false);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(watch.Stop());
        watch.Start(Ten, isBlocking: false);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, aborts);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, aborts);
    }

    [Fact]
    public void A_shorter_wait_fires_before_a_longer_one_that_was_set_earlier()
    {
        var time = new FakeTime();
        var aborts = 0;
        using var watch = new ConnectionDeadline(time, () => aborts++);

        watch.Start(Ten, isBlocking: false);
        watch.Stop();
        watch.Start(TimeSpan.FromSeconds(1), isBlocking: false);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, aborts);
    }

    private static TimeSpan Ten => TimeSpan.FromSeconds(10);
}
