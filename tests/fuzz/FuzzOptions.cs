using System.Globalization;

namespace Peregrine;

/// <summary>How much is tried: little in an ordinary run, as much as <c>tests/fuzz/run</c> says by hand.</summary>
internal static class FuzzOptions
{
    internal static int Seed => Number("SEED", 20_261_129);

    internal static int Answers => Number("ANSWERS", 3_000);

    internal static int Inputs => Number("INPUTS", 30_000);

    /// <summary>For how long, whatever the counts say; null for the counts.</summary>
    internal static TimeSpan? Time =>
        Number("MINUTES", 0) is var minutes and > 0 ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>Chance of one round: the same in every process. (A <c>HashCode</c> is another one in each.)</summary>
    internal static Random RandomOf(int round, int kind) =>
        new(unchecked((Seed * 486_187_739) + (round * 16_777_619) + kind));

    /// <summary>The numbers of the rounds of one of several workers.</summary>
    internal static IEnumerable<int> Rounds(int count, int worker, int workers)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var round = worker; Time is { } time ? clock.Elapsed < time : round < count; round += workers)
        {
            yield return round;
        }
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(
            Environment.GetEnvironmentVariable("PEREGRINE_FUZZ_" + name),
            NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
