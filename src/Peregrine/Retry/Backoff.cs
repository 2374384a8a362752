namespace Peregrine;

/// <summary>Pauses that double with every failure in a row. Pure.</summary>
internal static class Backoff
{
    // Two to the power of 1024 is infinite, and infinity times a first pause of zero is not a number.
    private const int MostDoublings = 1000;

    /// <summary>The pause after so many failures in a row, in the unit of the first one.</summary>
    /// <param name="failures">The failures in a row; 0 counts as 1.</param>
    /// <param name="first">The pause after one failure.</param>
    /// <param name="longest">The longest pause.</param>
    internal static double After(int failures, double first, double longest) =>
        Math.Min(first * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings)), longest);

    /// <inheritdoc cref="After(int, double, double)"/>
    internal static TimeSpan After(int failures, TimeSpan first, TimeSpan longest) =>
        TimeSpan.FromTicks((long)After(failures, (double)first.Ticks, longest.Ticks));

    /// <summary>The pause, or the longer one that the server asks for; of that no more than the longest.</summary>
    internal static TimeSpan AtLeast(TimeSpan pause, TimeSpan? asked, TimeSpan longest) =>
        asked > pause ? (asked < longest ? asked.Value : longest) : pause;
}
