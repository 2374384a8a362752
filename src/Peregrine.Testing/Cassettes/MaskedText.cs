namespace Peregrine;

/// <summary>
/// Compares texts in which secrets may be hidden: a mask is equal to whatever stands in its place. Pure.
/// </summary>
internal static class MaskedText
{
    internal const string Mask = "***";

    /// <summary>Whether two texts are the same but for what one of them hides.</summary>
    internal static bool AreAlike(string one, string other) =>
        one == other || Fits(one, other) || Fits(other, one);

    /// <summary>How often a text hides something.</summary>
    internal static int Count(string text) => text.AsSpan().Count(Mask);

    // Each piece between two masks is taken at its first place: a later one would fit no better.
    private static bool Fits(string pattern, string text)
    {
        var pieces = pattern.Split(Mask);
        if (pieces.Length == 1 || !text.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = pieces[0].Length;
        foreach (var piece in pieces[1..^1])
        {
            var found = text.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return text.Length - at >= pieces[^1].Length && text.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
