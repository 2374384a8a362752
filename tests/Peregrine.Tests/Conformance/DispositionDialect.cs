namespace Peregrine;

/// <summary>Where we read Content-Disposition otherwise than a client of the suite. docs/dialect.md gives the reason by the same words.</summary>
internal static class DispositionDialect
{
    internal static readonly DialectRule<DispositionCase>[] Rules =
    [
        new("the field is written, not read; ours are the parts of a form alone, which multipart.json judges.", one => one.Function is "create" or "format"),
        new("options of that client's own, which read the field in another way.", one => one.HasOptions),
        new("aiohttp drops a field that is malformed in any place, and keeps `name*` apart from `name`; jshttp reads what can be read, and so do we.", one => one.IsStrict),
    ];

    /// <summary>The rule that explains why a case comes out otherwise than its client expects.</summary>
    internal static DialectRule<DispositionCase>? RuleOf(DispositionCase one) => Rules.FirstOrDefault(rule => rule.Explains(one));
}
