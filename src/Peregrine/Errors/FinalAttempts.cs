namespace Peregrine;

/// <summary>
/// The tries of calls that succeed at once: one object for each status, because most calls do, and a try can't change.
/// </summary>
internal static class FinalAttempts
{
    private const int Least = 100;
    private static readonly Attempt?[] Known = new Attempt?[900];

    internal static Attempt For(int status)
    {
        var index = status - Least;
        return index < 0 || index >= Known.Length
            ? new Attempt { StatusCode = status }
            : Known[index] ??= new Attempt { StatusCode = status };
    }
}
