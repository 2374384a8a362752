namespace Peregrine;

/// <summary>The words of a scope (RFC 6749, section 3.3): case counts, order does not.</summary>
internal static class ScopeWords
{
    internal static HashSet<string> Of(string? scope) =>
        (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    internal static bool AreSame(string? one, string? other) => Of(one).SetEquals(Of(other));
}
