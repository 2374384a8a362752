namespace Peregrine;

/// <summary>Pairs of a query or a form are the same, those of one name in their order.</summary>
internal static class PairRule
{
    internal static IReadOnlyList<(string Name, string Value)> Pairs(string text) =>
    [
        .. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=', 2))
            .Select(static pair => (Unescaped(pair[0]), pair.Length > 1 ? Unescaped(pair[1]) : "")),
    ];

    internal static string? Difference(
        string what,
        IReadOnlyList<(string Name, string Value)> recorded,
        IReadOnlyList<(string Name, string Value)> asked)
    {
        foreach (var name in recorded.Concat(asked).Select(static pair => pair.Name).Distinct(StringComparer.Ordinal))
        {
            var (one, other) = (ValuesOf(recorded, name), ValuesOf(asked, name));
            for (var i = 0; i < Math.Max(one.Length, other.Length); i++)
            {
                var (left, right) = (one.ElementAtOrDefault(i), other.ElementAtOrDefault(i));
                if (left is null || right is null || !MaskedText.AreAlike(left, right))
                {
                    return MatchTexts.Differ($"{what} {name}", left, right);
                }
            }
        }

        return null;
    }

    private static string[] ValuesOf(IReadOnlyList<(string Name, string Value)> pairs, string name) =>
        [.. pairs.Where(pair => pair.Name == name).Select(static pair => pair.Value)];

    private static string Unescaped(string text) =>
        Uri.UnescapeDataString(text.Replace('+', ' '));
}
