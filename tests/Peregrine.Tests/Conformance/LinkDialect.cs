namespace Peregrine;

/// <summary>
/// Where we read a Link header otherwise than a client of link.json. docs/dialect.md gives the reason by the same
/// words.
/// </summary>
internal static class LinkDialect
{
    internal static readonly DialectRule<LinkCase>[] Rules =
    [
        new(
            "a fold inside a relation or an address is a space (RFC 9112, section 5.2), so it parts the one and spoils "
            + "the other; http-link-header takes it out.",
            one => one.IsFolded),
    ];

    /// <summary>The rule that explains why a case comes out otherwise than its client expects.</summary>
    internal static DialectRule<LinkCase>? RuleOf(LinkCase one) => Rules.FirstOrDefault(rule => rule.Explains(one));
}
