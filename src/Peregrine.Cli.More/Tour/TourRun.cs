using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>One tour: visits the stops one after the other, whatever becomes of each, and sums up.</summary>
internal sealed class TourRun(TextWriter output, Uri server)
{
    // No stop takes a tenth of it: one that waits for ever ends here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Printer _printer = new(output);

    internal async Task<ExitCode> VisitAsync(IReadOnlyList<IStop> stops)
    {
        var started = Stopwatch.GetTimestamp();
        _printer.Line($"A tour of Peregrine at {server}: {stops.Count} stops.", Ink.Heading);
        var results = new List<StopResult>();
        foreach (var stop in stops)
        {
            results.Add(await VisitAsync(stop, results.Count + 1));
        }

        Summary.Print(_printer, results, Stopwatch.GetElapsedTime(started));
        return results.TrueForAll(result => result.IsPassed) ? ExitCode.Success : ExitCode.Failure;
    }

    [SuppressMessage(
        "Design", "CA1031", Justification = "Whatever a stop throws is its failure; the others still run.")]
    private async Task<StopResult> VisitAsync(IStop stop, int number)
    {
        _printer.Line();
        _printer.Line($"{number}. {stop.Title}", Ink.Heading);
        _printer.Line($"   src/Peregrine.Cli.More/Tour/Stops/{stop.GetType().Name}.cs", Ink.Faint);
        var visit = new Visit(server.AbsoluteUri.TrimEnd('/'), _printer);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await stop.RunAsync(visit).WaitAsync(Patience);
        }
        catch (Exception unexpected)
        {
            visit.Fail(unexpected);
        }

        return new StopResult(
            stop.Title, visit.Exchanges, visit.Checks, visit.Failures, Stopwatch.GetElapsedTime(started));
    }
}
