using Peregrine.Load;

namespace Peregrine;

/// <summary>How <c>bench/load/run</c> tells growth from a busy moment: by what is left when the load is over.</summary>
public sealed class LoadGrowthTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Figures_that_stay_hold() => Assert.All(Judge(_ => Reading()), verdict => Assert.True(verdict.Holds));

    [Fact]
    public void A_connection_that_is_left_each_second_is_growth()
    {
        var verdicts = Judge(second => Reading(connections: 20 + second, handles: 300 + second));

        Assert.Equal(["connections", "handles"], Wrong(verdicts));
    }

    [Fact]
    public void A_megabyte_that_is_left_each_second_is_growth()
    {
        var verdicts = Judge(second => Reading(
            heap: (20 + second) * Megabyte, resident: (100 + (2 * second)) * Megabyte));

        Assert.Equal(["heap, MB", "resident, MB"], Wrong(verdicts));
    }

    [Fact]
    public void What_a_busy_moment_took_and_gave_back_is_no_growth()
    {
        var verdicts = Judge(second => second is > 20 and < 66
            ? Reading(400, 2_000, 200 * Megabyte, 900 * Megabyte)
            : Reading());

        Assert.Empty(Wrong(verdicts));
    }

    [Fact]
    public void What_grows_before_the_shop_is_warm_does_not_count()
    {
        var verdicts = Judge(second => second < 15 ? Reading(1, 10, Megabyte, Megabyte) : Reading());

        Assert.Empty(Wrong(verdicts));
    }

    [Fact]
    public void A_run_without_readings_is_none() =>
        Assert.Throws<ArgumentException>(() => Growth.All[0].Judge([], [], warm: 15));

    // A minute of load, and ten seconds after it.
    private static GrowthVerdict[] Judge(Func<int, ShopReading> at)
    {
        var readings = Enumerable.Range(1, 70).Select(second => at(second) with { Second = second }).ToList();
        return [.. Growth.All.Select(growth => growth.Judge(readings[..60], readings[60..], warm: 15))];
    }

    private static string[] Wrong(GrowthVerdict[] verdicts) =>
        [.. verdicts.Where(verdict => !verdict.Holds).Select(verdict => verdict.What)];

    private static ShopReading Reading(
        long connections = 20, long handles = 300, long heap = 20 * Megabyte, long resident = 100 * Megabyte) =>
        new(0, connections, handles, heap, resident, Busiest: 1);
}
