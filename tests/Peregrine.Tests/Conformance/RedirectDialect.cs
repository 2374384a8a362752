namespace Peregrine;

/// <summary>
/// Where we follow a redirect otherwise than a client of redirects.json. docs/dialect.md gives the reason by the same
/// words.
/// </summary>
internal static class RedirectDialect
{
    internal static readonly DialectRule<RedirectCase>[] Rules =
    [
        new(
            "a Location without a host is refused, which the suite calls reasonable too; httpx keeps the previous host "
            + "(RFC 9110, section 4.2.1: an empty host is invalid).",
            one => one.HasNoHost),
        new(
            "a symbol or an emoji in the host: IDNA 2008 (RFC 5892, section 2.6), and so httpx, refuses it, UTS 46 as "
            + "WHATWG uses it accepts it, and such hosts exist.",
            one => one.HasSymbolInHost,
            _ => "followed"),
    ];

    /// <summary>The rule that explains why a case comes out otherwise than its client expects.</summary>
    internal static DialectRule<RedirectCase>? RuleOf(RedirectCase one) =>
        Rules.FirstOrDefault(rule => rule.Explains(one));
}
