using System.Text;

namespace Peregrine.Bench;

/// <summary>The table of this build beside the other, and how its bars were met.</summary>
internal static class ComparisonReport
{
    internal static string Of(Comparison[] comparisons)
    {
        var text = new StringBuilder(
            "\n| this build beside the other | CPU × best | × paired (middle half) | more bytes | time × best "
            + "| × paired |\n"
            + "|---|---:|---:|---:|---:|---:|\n");
        foreach (var one in comparisons)
        {
            text.Append(Row(one));
        }

        text.Append("\n| bar | limit | is | |\n|---|---:|---:|---|\n");
        foreach (var one in comparisons)
        {
            text.Append(Bars(one));
        }

        return text.ToString();
    }

    private static string Row(Comparison one)
    {
        var (low, high) = one.CpuSpread;
        return $"| {one.This.Name} | {Costs.Best(one.This.Cpu, one.Other.Cpu):0.000} "
            + $"| {one.Cpu:0.000} ({low:0.00} to {high:0.00}) | {MoreBytes(one)} "
            + $"| {Costs.Best(one.This.Time, one.Other.Time):0.000} "
            + $"| {Costs.Paired(one.This.Time, one.Other.Time):0.000} |\n";
    }

    private static string Bars(Comparison one)
    {
        var name = $"{one.This.Name} beside the other build";
        var cpu = $"| {name}: Cpu, paired | {Comparison.CpuLimit:0.00} | {one.Cpu:0.000} "
            + $"| {Report.Verdict(one.IsCpuMet)} |\n";
        var limit = $"under +{one.BytesLimit:#,0.#}";
        return !one.HasBytes
            ? cpu
            : $"{cpu}| {name}: Bytes | {limit} | {MoreBytes(one)} | {Report.Verdict(one.IsBytesMet)} |\n";
    }

    private static string MoreBytes(Comparison one) => one.HasBytes ? $"{one.MoreBytes:+#,0.0;-#,0.0;0.0}" : "";
}
