using Peregrine.Bench;

namespace Peregrine;

/// <summary>How <c>bench/run --against</c> judges one build beside another.</summary>
public sealed class BenchComparisonTests
{
    [Fact]
    public void Turns_are_compared_in_pairs_so_that_noise_that_falls_on_both_counts_for_nothing()
    {
        var comparison = Compare([Turn(100), Turn(300), Turn(101)], [Turn(100), Turn(300), Turn(100)]);

        Assert.Equal(1, comparison.Cpu);
        Assert.True(comparison.IsCpuMet);
    }

    [Theory]
    [InlineData(103, true)]
    [InlineData(104, false)]
    [InlineData(50, true)]
    public void Processor_time_may_be_three_hundredths_more(double cpu, bool isMet) =>
        Assert.Equal(isMet, Compare([Turn(cpu)], [Turn(100)]).IsCpuMet);

    [Fact]
    public void One_turn_that_was_disturbed_does_not_decide()
    {
        var comparison = Compare([Turn(100), Turn(900), Turn(100)], [Turn(100), Turn(100), Turn(100)]);

        Assert.True(comparison.IsCpuMet);
    }

    [Fact]
    public void The_spread_is_where_the_middle_half_of_the_pairs_is()
    {
        double[] ours = [10, 96, 98, 99, 101, 102, 104, 900];

        var comparison = Compare([.. ours.Select(cpu => Turn(cpu))], [.. ours.Select(_ => Turn(100))]);

        Assert.Equal((0.98, 1.02), comparison.CpuSpread);
    }

    [Theory]
    [InlineData(3_827, true)]
    [InlineData(3_824 - 8, true)]
    [InlineData(3_824 + 8, false)]
    public void One_object_more_a_call_is_too_many(long bytes, bool isMet)
    {
        var comparison = Compare([Turn(100, bytes)], [Turn(100, 3_824)]);

        Assert.Equal(bytes - 3_824, comparison.MoreBytes);
        Assert.Equal(isMet, comparison.IsBytesMet);
    }

    [Theory]
    [InlineData(4_595, true)]
    [InlineData(4_600, false)]
    public void Where_calls_overlap_half_a_hundredth_more_is_chance(long bytes, bool isMet)
    {
        var comparison = Compare([Turn(100, bytes)], [Turn(100, 4_576)], overlaps: true);

        Assert.Equal(isMet, comparison.IsBytesMet);
    }

    [Fact]
    public void Bytes_that_nothing_counts_break_no_bar()
    {
        var comparison = Compare([Turn(100, null)], [Turn(100, null)]);

        Assert.False(comparison.HasBytes);
        Assert.True(comparison.IsBytesMet);
    }

    [Fact]
    public void What_a_turn_allocates_once_counts_for_nothing_where_a_turn_had_few_calls()
    {
        Sample[] quick = [Turn(100, (3_824 * 200) + 300, calls: 200)];
        Sample[] disturbed = [Turn(100, (3_824 * 7) + 300, calls: 7), .. quick, Turn(100, (3_824 * 5) + 300, calls: 5)];

        var comparison = Compare(disturbed, [.. quick, .. quick, .. quick]);

        Assert.Equal(0, comparison.MoreBytes);
    }

    [Fact]
    public void What_a_call_allocates_once_is_little_of_a_megabyte()
    {
        var ours = new Costs("peregrine", 50, [Turn(100, 131_000)]);
        var theirs = new Costs("peregrine (before)", 50, [Turn(100, 130_850)]);

        Assert.Equal(3, new Comparison(ours, theirs, IsBulk: true).MoreBytes, 0.001);
        Assert.True(new Comparison(ours, theirs, IsBulk: true).IsBytesMet);
    }

    private static Comparison Compare(Sample[] ours, Sample[] theirs, bool overlaps = false) =>
        new(new("peregrine", 1, ours), new("peregrine (before)", 1, theirs), overlaps);

    private static Sample Turn(double cpu, long? bytes = 0, int calls = 1) =>
        new(calls, 0.001, cpu, bytes, 1, 1, 0, null);
}
