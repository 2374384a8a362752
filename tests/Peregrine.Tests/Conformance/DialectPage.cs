using System.Globalization;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What docs/dialect.md says of each suite, and what it should say.</summary>
internal static partial class DialectPage
{
    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "dialect.md"));

    /// <summary>One line for each rule that is needed: its cases, in the order of the suite, and its reason.</summary>
    internal static IEnumerable<string> Lines<TCase>(
        List<TCase> leftOut, Func<TCase, string> id,
        DialectRule<TCase>[] rules, Func<TCase, DialectRule<TCase>?> ruleOf) =>
        from rule in rules
        let ids = leftOut.Where(one => ruleOf(one) == rule).Select(one => $"`{id(one)}`").ToList()
        where ids.Count > 0
        select $"- {string.Join(", ", ids)}: {rule.Reason}";

    internal static string[] Lines(string suite) => [.. Line().Matches(Section(suite)).Select(match => match.Value)];

    /// <summary>The cases that a line names in front of its reason.</summary>
    internal static IEnumerable<string> Ids(string line) =>
        Id().Matches(line.Split(": ")[0]).Select(match => match.Groups[1].Value);

    internal static string Count(int all, int leftOut) => string.Create(
        CultureInfo.InvariantCulture,
        $"{all - leftOut} of the {all} cases ({100.0 * (all - leftOut) / all:F1} %) come out as their client expects");

    internal static string Section(string suite) =>
        Page.Split("\n## ").SingleOrDefault(section => section.StartsWith(suite + ".json", StringComparison.Ordinal))
            ?? "";

    [GeneratedRegex("^- `.+$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Id();
}
