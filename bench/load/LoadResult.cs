namespace Peregrine.Load;

/// <summary>What came of the requests.</summary>
/// <param name="Sent">How many were sent.</param>
/// <param name="Answered">How many were answered as they should be.</param>
/// <param name="Failures">What became of the others.</param>
/// <param name="Seconds">From the first moment to the last answer, and at least what the settings say.</param>
/// <param name="Milliseconds">How long each took from the moment when it was due, the shortest first.</param>
internal sealed record LoadResult(
    int Sent, int Answered, IReadOnlyList<string> Failures, double Seconds, IReadOnlyList<double> Milliseconds)
{
    internal double Rate => Answered / Seconds;

    internal double Quantile(double share) =>
        Milliseconds.Count == 0 ? 0 : Milliseconds[(int)(share * (Milliseconds.Count - 1))];
}
