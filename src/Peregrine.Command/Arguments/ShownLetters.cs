namespace Peregrine;

/// <summary>The letters by which HTTPie names the parts of a call.</summary>
internal static class ShownLetters
{
    internal const string All = "HBhbm";

    /// <summary>The parts that the letters name.</summary>
    /// <exception cref="UsageException">A letter names none.</exception>
    internal static Shown Parse(string option, string letters)
    {
        var shown = Shown.None;
        foreach (var letter in letters)
        {
            var at = All.IndexOf(letter, StringComparison.Ordinal);
            shown |= at >= 0
                ? (Shown)(1 << at)
                : throw new UsageException(
                    $"--{option} takes letters: H and B for head and body of the request, h and b for those of "
                    + "the response, m for timings and connection.");
        }

        return shown;
    }
}
