namespace Peregrine;

/// <summary>The words of a scope (RFC 6749, section 3.3): case counts, order does not.</summary>
internal static class ScopeWords
{
    internal static HashSet<string> Parse(string? scope) =>
        (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Whether the granted scope is the one that was asked for. Some servers (GitHub) put commas between the words of
    /// their answer: commas count as spaces unless a word that was asked for holds one.
    /// </summary>
    internal static bool AreSame(string? granted, string? asked) =>
        Parse(asked?.Contains(',', StringComparison.Ordinal) == true ? granted
            : granted?.Replace(',', ' ')).SetEquals(Parse(asked));
}
