namespace Peregrine.Bench;

/// <summary>What one client costs in this build beside the other, and whether it costs more.</summary>
/// <param name="This">What it costs in this build.</param>
/// <param name="Other">What it costs in the other.</param>
/// <param name="Overlaps">Whether many calls are under way at once.</param>
/// <param name="IsBulk">Whether the costs are those of a megabyte of a large body.</param>
internal sealed record Comparison(Costs This, Costs Other, bool Overlaps = false, bool IsBulk = false)
{
    internal const double CpuLimit = 1.03;

    // An object grows by eight bytes at least: half of that is no growth. What is allocated for waiting differs between
    // turns where calls overlap, and what a call allocates once is little of a large body.
    private const double LeastBytes = 4;
    private const double PartOfBytes = 0.005;

    /// <summary>The median of the ratios of turns that followed each other.</summary>
    internal double Cpu => Costs.Paired(This.Cpu, Other.Cpu);

    /// <summary>Between which ratios the middle half of these pairs of turns is.</summary>
    internal (double Low, double High) CpuSpread
    {
        get
        {
            double[] ratios = [.. This.Cpu.Zip(Other.Cpu, (ours, theirs) => ours / theirs).Order()];
            return (ratios[ratios.Length / 4], ratios[ratios.Length - 1 - (ratios.Length / 4)]);
        }
    }

    /// <summary>How many bytes more a call needs, or a megabyte; not a number where nothing counts them.</summary>
    internal double MoreBytes => BytesOf(This) - BytesOf(Other);

    /// <summary>From how many bytes more on it counts as more.</summary>
    internal double BytesLimit =>
        Overlaps || IsBulk ? Math.Max(LeastBytes, PartOfBytes * BytesOf(Other)) : LeastBytes;

    internal bool HasBytes => !double.IsNaN(MoreBytes);

    internal bool IsCpuMet => Cpu <= CpuLimit;

    internal bool IsBytesMet => !HasBytes || MoreBytes < BytesLimit;

    // The measuring allocates a little in each turn, which is the least a call where a turn had the most calls.
    private double BytesOf(Costs costs) => Overlaps ? Costs.Median(costs.Bytes) : costs.Bytes.Min();
}
