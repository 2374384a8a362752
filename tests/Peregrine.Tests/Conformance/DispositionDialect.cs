using System.Text.Json;

namespace Peregrine;

/// <summary>
/// Where we read or write Content-Disposition otherwise than a client of the suite. docs/dialect.md gives the reason by
/// the same words.
/// </summary>
internal static class DispositionDialect
{
    internal static readonly DialectRule<DispositionCase>[] Rules =
    [
        new(
            "an option of that client's own, not to decode what is encoded, or to write ISO-8859-1: a field is ASCII "
            + "(RFC 9110, section 5.5).",
            one => one.Option("extended") is { ValueKind: JsonValueKind.False }),
        new(
            "an option of that client's own, to read the parts of forms; a client writes them.",
            one => one.Function == "parse" && one.Option("multipart") is { ValueKind: JsonValueKind.True }),
        new(
            "aiohttp drops a field that is malformed in any place; jshttp reads what can be read, and so do we.",
            one => one is { IsStrict: true, IsMalformed: true }),
        new(
            "a quote ends what a quote began (RFC 9110, section 5.6.4), as jshttp has it; aiohttp looks for one that "
            + "suits it better.",
            one => one.IsStrict && one.Input?.Contains("\"\"", StringComparison.Ordinal) == true),
    ];

    /// <summary>The rule that explains why a case comes out otherwise than its client expects.</summary>
    internal static DialectRule<DispositionCase>? RuleOf(DispositionCase one) =>
        Rules.FirstOrDefault(rule => rule.Explains(one));
}
