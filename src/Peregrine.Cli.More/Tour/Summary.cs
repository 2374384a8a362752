using System.Globalization;

namespace Peregrine;

/// <summary>The table at the end of the tour.</summary>
internal static class Summary
{
    internal static void Print(Printer printer, IReadOnlyList<StopResult> results, TimeSpan elapsed)
    {
        var width = results.Max(result => result.Title.Length);
        printer.Line();
        printer.Line(Row(width, "stop", "exchanges", "checks", "time", "result"), Ink.Heading);
        foreach (var result in results)
        {
            printer.Line(Row(width, result), result.IsPassed ? Ink.Plain : Ink.Bad);
        }

        var total = new StopResult(
            "total",
            results.Sum(one => one.Exchanges),
            results.Sum(one => one.Checks),
            results.Sum(one => one.Failures),
            elapsed);
        printer.Line(Row(width, total), total.IsPassed ? Ink.Good : Ink.Bad);
    }

    private static string Row(int width, StopResult result) => Row(
        width,
        result.Title,
        Number(result.Exchanges),
        $"{Number(result.Checks - result.Failures)}/{Number(result.Checks)}",
        string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalSeconds:0.00} s"),
        result.IsPassed ? "passed" : "FAILED");

    private static string Row(int width, string stop, string exchanges, string checks, string time, string result) =>
        $"{stop.PadRight(width)}  {exchanges,9}  {checks,7}  {time,8}  {result}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
