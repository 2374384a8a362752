using Peregrine.Load;

namespace Peregrine;

/// <summary>How <c>bench/load/run</c> tells growth from a busy moment.</summary>
public sealed class LoadGrowthTests
{
    private const long Megabyte = 1 << 20;

    [Fact]
    public void Figures_that_stay_hold() => Assert.All(Judge(_ => Reading()), verdict => Assert.True(verdict.Holds));

    [Fact]
    public void One_connection_more_a_second_is_growth()
    {
        var verdicts = Judge(second => Reading(connections: 20 + second, handles: 300 + second));

        Assert.Equal(["connections", "handles"], Wrong(verdicts));
    }

    [Fact]
    public void A_megabyte_more_a_second_is_growth()
    {
        var verdicts = Judge(second => Reading(
            heap: (20 + second) * Megabyte, resident: (100 + (2 * second)) * Megabyte));

        Assert.Equal(["heap, MB", "resident, MB"], Wrong(verdicts));
    }

    [Fact]
    public void One_high_reading_is_a_busy_moment()
    {
        var verdicts = Judge(second => second == 60 ? Reading(400, 2_000, 200 * Megabyte, 900 * Megabyte) : Reading());

        Assert.Empty(Wrong(verdicts));
    }

    [Fact]
    public void What_grows_before_the_shop_is_warm_does_not_count()
    {
        var verdicts = Judge(second => second < 15 ? Reading(1, 10, Megabyte, Megabyte) : Reading());

        Assert.Empty(Wrong(verdicts));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(1, false)]
    public void Connections_for_a_crowd_of_requests_are_no_growth(int crowd, bool holds)
    {
        var verdicts = Judge(
            second => second < 55 ? Reading() : Reading(connections: 130, handles: 580, busiest: crowd));

        Assert.Equal(holds, Wrong(verdicts).Length == 0);
    }

    [Fact]
    public void A_crowd_that_came_after_the_lowest_reading_is_no_part_of_it()
    {
        var verdicts = Judge(second => second switch
        {
            <= 15 => Reading(connections: 124, handles: 583, busiest: 70),
            < 20 => Reading(connections: 201, handles: 767, busiest: 136),
            < 55 => Reading(connections: 114, handles: 556, busiest: 47),
            _ => Reading(connections: 186, handles: 737, busiest: 95),
        });

        Assert.Empty(Wrong(verdicts));
    }

    [Fact]
    public void A_run_without_readings_is_none() =>
        Assert.Throws<ArgumentException>(() => Growth.All[0].Judge([], warm: 15));

    private static GrowthVerdict[] Judge(Func<int, ShopReading> at) => [.. Growth.All.Select(growth => growth.Judge(
        [.. Enumerable.Range(1, 60).Select(second => at(second) with { Second = second })], warm: 15))];

    private static string[] Wrong(GrowthVerdict[] verdicts) =>
        [.. verdicts.Where(verdict => !verdict.Holds).Select(verdict => verdict.What)];

    private static ShopReading Reading(
        long connections = 20, long handles = 300, long heap = 20 * Megabyte, long resident = 100 * Megabyte,
        int busiest = 1) => new(0, connections, handles, heap, resident, busiest);
}
