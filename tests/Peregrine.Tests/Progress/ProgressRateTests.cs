namespace Peregrine;

/// <summary>The rate that follows what happens now.</summary>
public sealed class ProgressRateTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void A_steady_rate_is_known_at_once()
    {
        var rate = new ProgressRate();
        Assert.Equal(0, rate.PerSecond);

        for (var i = 0; i < 50; i++)
        {
            rate.Add(100, Tenth);
            Assert.Equal(1000, rate.PerSecond, 6);
        }
    }

    [Fact]
    public void It_follows_a_change_within_some_seconds_and_without_a_jump()
    {
        var rate = Steady(1000, seconds: 60);
        rate.Add(10, Tenth);
        Assert.InRange(rate.PerSecond, 950, 999); // One slow moment.

        for (var i = 0; i < 150; i++)
        {
            rate.Add(10, Tenth);
        }

        Assert.InRange(rate.PerSecond, 100, 150);
    }

    [Fact]
    public void How_often_it_is_told_changes_nothing_but_the_grain()
    {
        var often = Steady(1000, seconds: 10);
        var rare = new ProgressRate();
        for (var i = 0; i < 10; i++)
        {
            rare.Add(1000, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(often.PerSecond, rare.PerSecond, 6);
    }

    [Fact]
    public void After_a_pause_it_is_lower()
    {
        var rate = Steady(1000, seconds: 60);
        rate.Add(0, TimeSpan.FromSeconds(10));

        Assert.InRange(rate.PerSecond, 1, 500);
    }

    private static ProgressRate Steady(double perSecond, int seconds)
    {
        var rate = new ProgressRate();
        for (var i = 0; i < seconds * 10; i++)
        {
            rate.Add(perSecond / 10, Tenth);
        }

        return rate;
    }
}
