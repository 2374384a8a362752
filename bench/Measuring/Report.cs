using System.Globalization;
using System.Text;

namespace Peregrine.Bench;

/// <summary>The table of a scenario, and how its bars were met.</summary>
internal static class Report
{
    internal static string Of(Scenario scenario, IReadOnlyList<Contestant> contestants)
    {
        Costs[] all = [.. contestants.Select(contestant => contestant.Costs(scenario))];
        var comparisons = Contestant.Compare(scenario, contestants);
        var text = new StringBuilder($"### {scenario.Name}: {scenario.Title}\n\n");
        text.Append(scenario.IsBulk
            ? "| client | MB/s | CPU µs/MB best (median ± spread) | × HttpClient best (paired) | × raw "
                + "| bytes/MB | × HttpClient | heap over idle MB | peak RSS MB |\n"
            : "| client | req/s | CPU µs best (median ± spread) | × HttpClient best (paired) | × raw "
                + "| bytes | × HttpClient | p50 / p99 µs | peak RSS MB |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var costs in all)
        {
            text.Append(Row(costs, all, scenario.IsBulk));
        }

        // A comparison of two builds leaves most clients out on purpose.
        Bar[] bars = [.. scenario.Bars.Where(bar => comparisons.Length == 0 || IsMeasured(bar, all))];
        if (bars.Length > 0)
        {
            text.Append("\n| bar | limit | is (paired) | |\n|---|---:|---:|---|\n");
        }

        foreach (var bar in bars)
        {
            text.Append(Row(bar, all));
        }

        return text.Append(comparisons.Length > 0 ? ComparisonReport.Of(comparisons) : "").ToString();
    }

    internal static string Verdict(bool isMet) => isMet ? "met" : "**not met**";

    private static string Row(Costs costs, Costs[] all, bool isBulk)
    {
        var memory = isBulk ? Number(costs.Heap.Max()) : $"{Number(costs.P50)} / {Number(costs.P99)}";
        return $"| {costs.Name} | {Number(costs.Rate)} "
            + $"| {Number(costs.Cpu.Min())} ({Number(Costs.Median(costs.Cpu))} ± {costs.Spread:P0}) "
            + $"| {Beside(costs, all, Adapters.HttpClient, Measure.Cpu)} "
            + $"| {Beside(costs, all, Adapters.Raw, Measure.Cpu, isPaired: false)} "
            + $"| {Number(Costs.Median(costs.Bytes))} "
            + $"| {Beside(costs, all, Adapters.HttpClient, Measure.Bytes, isPaired: false)} "
            + $"| {memory} | {Number(costs.Peak)} |\n";
    }

    private static string Row(Bar bar, Costs[] all)
    {
        var ours = all.FirstOrDefault(costs => costs.Name == bar.Client);
        var theirs = all.FirstOrDefault(costs => costs.Name == bar.Beside);
        if (ours is null || (theirs is null && bar.Beside.Length > 0))
        {
            return $"| {bar.Client} beside {bar.Beside}: {bar.Measure} | | not measured | |\n";
        }

        if (bar.Measure == Measure.Heap)
        {
            var over = ours.Heap.Max() - (theirs?.Heap.Max() ?? 0);
            var (name, sign) = theirs is null ? (bar.Client, "") : ($"{bar.Client} beside {bar.Beside}", "+");
            return $"| {name}: heap over idle | {sign}{bar.Limit} MB | {over:+0.00;-0.00} MB "
                + $"| {Verdict(over <= bar.Limit)} |\n";
        }

        var best = Costs.Best(ours.Of(bar.Measure), theirs!.Of(bar.Measure));
        var paired = Costs.Paired(ours.Of(bar.Measure), theirs.Of(bar.Measure));
        return $"| {bar.Client} beside {bar.Beside}: {bar.Measure} | {bar.Limit:0.00#} | {best:0.00#} ({paired:0.00#}) "
            + $"| {Verdict(best <= bar.Limit)} |\n";
    }

    private static bool IsMeasured(Bar bar, Costs[] all) =>
        all.Any(costs => costs.Name == bar.Client)
        && (bar.Beside.Length == 0 || all.Any(costs => costs.Name == bar.Beside));

    private static string Beside(Costs costs, Costs[] all, string name, Measure measure, bool isPaired = true)
    {
        if (all.FirstOrDefault(other => other.Name == name) is not { } other || double.IsNaN(costs.Of(measure)[0]))
        {
            return "";
        }

        var best = Costs.Best(costs.Of(measure), other.Of(measure));
        return isPaired ? $"{best:0.00} ({Costs.Paired(costs.Of(measure), other.Of(measure)):0.00})" : $"{best:0.00}";
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "" : value.ToString(Math.Abs(value) < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
}
