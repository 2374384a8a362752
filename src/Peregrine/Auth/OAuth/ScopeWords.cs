namespace Peregrine;

/// <summary>The words of a scope (RFC 6749, section 3.3): case counts, order does not.</summary>
internal static class ScopeWords
{
    internal static HashSet<string> Parse(string? scope) =>
        (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Whether what was granted is what was asked for. A word may hold a comma, yet some servers (GitHub) answer with
    /// commas between the words: where none was asked for with a comma, they count as spaces.
    /// </summary>
    internal static bool AreSame(string? granted, string? asked) =>
        Parse(asked?.Contains(',', StringComparison.Ordinal) == true ? granted
            : granted?.Replace(',', ' ')).SetEquals(Parse(asked));
}
