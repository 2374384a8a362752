namespace Peregrine.Bench;

/// <summary>
/// What a client's rounds say together. On a shared machine noise only adds, so the best round is nearest to the truth.
/// </summary>
internal sealed record Costs(string Name, double Unit, IReadOnlyList<Sample> Samples)
{
    /// <summary>CPU time of each round, in microseconds per call or per megabyte.</summary>
    internal double[] Cpu => [.. Samples.Select(sample => sample.CpuMicroseconds / (sample.Calls * Unit))];

    internal double[] Time => [.. Samples.Select(sample => sample.Seconds * 1e6 / (sample.Calls * Unit))];

    internal double[] Bytes => [.. Samples.Select(sample => (sample.Bytes ?? double.NaN) / (sample.Calls * Unit))];

    internal double[] Heap => [.. Samples.Select(sample => sample.HeapMegabytes ?? double.NaN)];

    internal double Rate => Median([.. Samples.Select(sample => sample.Calls * Unit / sample.Seconds)]);

    internal double P50 => Median([.. Samples.Select(sample => sample.P50)]);

    internal double P99 => Median([.. Samples.Select(sample => sample.P99)]);

    internal double Peak => Samples.Max(sample => sample.PeakMegabytes);

    internal double[] Of(Measure measure) => measure switch
    {
        Measure.Cpu => Cpu,
        Measure.Time => Time,
        Measure.Bytes => Bytes,
        _ => Heap,
    };

    /// <summary>The median distance from the median, as a part of it.</summary>
    internal double Spread => Median([.. Cpu.Select(cpu => Math.Abs(cpu - Median(Cpu)))]) / Median(Cpu);

    internal static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1
            ? values[values.Length / 2]
            : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    /// <summary>The best round of one beside the best of the other.</summary>
    internal static double Best(double[] ours, double[] theirs) => ours.Min() / theirs.Min();

    /// <summary>The median of the ratios within each round.</summary>
    internal static double Paired(double[] ours, double[] theirs) =>
        Median([.. ours.Zip(theirs, (our, their) => our / their)]);
}
