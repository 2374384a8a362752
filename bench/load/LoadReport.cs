namespace Peregrine.Load;

/// <summary>The figures of a run, and whether they are as they should be.</summary>
internal sealed class LoadReport(
    LoadSettings settings, LoadResult result, ShopWatch watch, ShopMetrics metrics, SpanVerdict spans)
{
    private readonly List<string> _faults = [];

    /// <summary>Writes them, and gives the code that the program ends with.</summary>
    internal int Print()
    {
        Line("requests", $"{result.Sent:N0} sent, {result.Answered:N0} answered, {result.Failures.Count:N0} failed");
        Line("rate", $"{result.Rate:N1} a second, of {settings.Rate:N0}, for {settings.Seconds} s");
        Line("latency", $"p50 {result.Quantile(0.5):0.00} ms, p99 {result.Quantile(0.99):0.00} ms");
        Line("processor", $"{watch.Cores:0.00} cores for the shop and its stand-ins");
        Line("spans", $"{spans.Count:N0}; {spans.Orphans:N0} without their parent, {spans.Errors:N0} errors");
        Line("tokens", $"{spans.Tokens:N0} asked for");
        Line("", $"{"at " + settings.Warm + " s",10}{"at rest",12}{"at most",10}");
        foreach (var growth in Growth.All)
        {
            var verdict = growth.Judge(watch.Readings, watch.Rest, settings.Warm);
            var (first, last, most) = (
                Text(growth, verdict.First), Text(growth, verdict.Last), Text(growth, verdict.Most));
            Line(growth.What, $"{first,10}{last,12}{most,10}");
            Require(verdict.Holds, $"{growth.What}: {first} became {last}");
        }

        Require(result.Failures.Count == 0, $"failed requests, such as {result.Failures.FirstOrDefault()}");
        Require(metrics.Connections.Active == 0, $"{metrics.Connections.Active} connections are in use at the end");
        Require(spans.Roots == result.Sent, $"{result.Sent} requests began {spans.Roots} traces");
        Require(spans.Orphans == 0, $"{spans.Orphans} spans are without their parent");
        Require(spans.Unserved == 0, $"{spans.Unserved} sends are without the span of their server");
        Require(spans.Errors == 0, $"{spans.Errors} spans are errors");
        _faults.ForEach(fault => Console.WriteLine($"WRONG        {fault}"));
        if (_faults.Count > 0)
        {
            PrintReadings();
        }

        return _faults.Count > 0 ? 1 : IsFastEnough() ? 0 : 3;
    }

    private void PrintReadings()
    {
        Console.WriteLine(
            $"{"second",10}{"connections",12}{"handles",10}{"heap, MB",10}{"resident, MB",14}{"under way",11}");
        foreach (var one in watch.Readings.Concat(watch.Rest))
        {
            Console.WriteLine(
                $"{one.Second,10:0.0}{one.Connections,12}{one.Handles,10}{one.Heap / 1048576.0,10:0.0}"
                + $"{one.Resident / 1048576.0,14:0.0}{one.Busiest,11}");
        }
    }

    private static void Line(string what, string text) => Console.WriteLine($"{what,-13}{text}");

    private static string Text(Growth growth, long value) =>
        growth.What.EndsWith("MB", StringComparison.Ordinal) ? $"{value / 1048576.0:N1}" : $"{value:N0}";

    private void Require(bool holds, string fault)
    {
        if (!holds)
        {
            _faults.Add(fault);
        }
    }

    private bool IsFastEnough()
    {
        var floor = settings.Rate * LoadSettings.Floor;
        if (result.Rate >= floor)
        {
            return true;
        }

        Console.WriteLine(
            $"TOO SLOW     this machine made {result.Rate:N0} requests a second of {settings.Rate:N0}, and {floor:N0} "
            + "are the least that says something. Nothing else was wrong.");
        return false;
    }
}
