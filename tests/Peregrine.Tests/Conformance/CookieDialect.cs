namespace Peregrine;

/// <summary>
/// Where a cookie comes out otherwise than cookies.json has it. docs/dialect.md gives the reason by the same words.
/// </summary>
internal static class CookieDialect
{
    internal static readonly DialectRule<CookieCase>[] Rules =
    [
        new(
            "a control character: RFC 6265bis (section 5.6) ignores the line; the suite, which has the case turned "
            + "off, cuts the value there.",
            one => one.HasNul),
        new(
            "a name and value of more than 4,096 octets: RFC 6265bis (section 5.6) ignores the line; the suite has the "
            + "case turned off.",
            one => one.IsTooLarge),
        new(
            "paths are compared as they are written (RFC 6265bis, section 5.1.4); the suite, which has the case turned "
            + "off, decodes them.",
            one => one.HasEscapedPath),
    ];

    /// <summary>The rule that explains why a case comes out otherwise.</summary>
    internal static DialectRule<CookieCase>? RuleOf(CookieCase one) => Rules.FirstOrDefault(rule => rule.Explains(one));
}
