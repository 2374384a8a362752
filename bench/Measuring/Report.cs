using System.Globalization;
using System.Text;

namespace Peregrine.Bench;

/// <summary>The table of a scenario, and how its bars were met.</summary>
internal static class Report
{
    internal static string Of(Scenario scenario, IEnumerable<Subject> subjects)
    {
        Costs[] all = [.. subjects.Select(
            subject => new Costs(subject.Name, Math.Max(1, scenario.Megabytes), subject.Samples))];
        var text = new StringBuilder($"### {scenario.Name}: {scenario.Title}\n\n");
        text.Append(scenario.IsBulk
            ? "| client | MB/s | CPU µs/MB best (median ± spread) | × HttpClient best (paired) | × raw | bytes/MB "
                + "| × HttpClient | heap over idle MB | peak RSS MB |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
            : "| client | req/s | CPU µs best (median ± spread) | × HttpClient best (paired) | × raw | bytes "
                + "| × HttpClient | p50 / p99 µs | peak RSS MB |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var costs in all)
        {
            text.Append(Row(costs, all, scenario.IsBulk));
        }

        if (scenario.Bars.Length > 0)
        {
            text.Append("\n| bar | limit | is (paired) | |\n|---|---:|---:|---|\n");
        }

        foreach (var bar in scenario.Bars)
        {
            text.Append(Row(bar, all));
        }

        return text.ToString();
    }

    private static string Row(Costs costs, Costs[] all, bool isBulk)
    {
        var memory = isBulk ? Number(costs.Heap.Max()) : $"{Number(costs.P50)} / {Number(costs.P99)}";
        return $"| {costs.Name} | {Number(costs.Rate)} "
            + $"| {Number(costs.Cpu.Min())} ({Number(Costs.Median(costs.Cpu))} ± {costs.Spread:P0}) "
            + $"| {Beside(costs, all, Adapters.HttpClient, Measure.Cpu)} | "
            + $"{Beside(costs, all, Adapters.Raw, Measure.Cpu, isPaired: false)} "
            + $"| {Number(Costs.Median(costs.Bytes))} "
            + $"| {Beside(costs, all, Adapters.HttpClient, Measure.Bytes, isPaired: false)} | {memory} "
            + $"| {Number(costs.Peak)} |\n";
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
            return $"| {bar.Client}{(theirs is null ? "" : $" beside {bar.Beside}")}: heap over idle "
                + $"| {(theirs is null ? "" : "+")}{bar.Limit} MB | {over:+0.00;-0.00} MB "
                + $"| {Verdict(over <= bar.Limit)} |\n";
        }

        var best = Costs.Best(ours.Of(bar.Measure), theirs!.Of(bar.Measure));
        return $"| {bar.Client} beside {bar.Beside}: {bar.Measure} | {bar.Limit:0.00#} "
            + $"| {best:0.00#} ({Costs.Paired(ours.Of(bar.Measure), theirs.Of(bar.Measure)):0.00#}) "
            + $"| {Verdict(best <= bar.Limit)} |\n";
    }

    private static string Verdict(bool isMet) => isMet ? "met" : "**not met**";

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
