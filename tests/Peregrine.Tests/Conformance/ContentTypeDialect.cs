using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// Where we read Content-Type otherwise than a client of the suite. docs/dialect.md gives the reason by the same words.
/// </summary>
internal static partial class ContentTypeDialect
{
    internal static readonly DialectRule<ContentTypeCase>[] Rules =
    [
        new(
            "an option of that client's own, for lists: `Content-Type` is one media type (RFC 9110, section 8.3).",
            one => one.HasOptions),
        new("a list of parameters without a media type: no field that we read.", one => one.Function == "dictHeader"),
        new(
            "white space around the equals sign: WHATWG makes it a part of name or value, requests and jshttp pass "
            + "over it; so do we.",
            one => one.Function == "mimeType" && one.Input is { } input && Spaced().IsMatch(input)),
        new(
            "a value that is empty and stands in no quotes is none (WHATWG, section 4.4; RFC 9110, section 5.6.6); "
            + "jshttp keeps it.",
            one => one.Function == "parse" && one.Input is { } input && Empty().IsMatch(input)),
        new(
            "quotes around more than a value, and single ones: they are characters as any other (RFC 9110, section "
            + "5.6.2; WHATWG); requests takes them off.",
            one => one.Function == "parse" && one.Input is { } input && StrayQuotes().IsMatch(input)),
        new(
            "a text without a charset is UTF-8, as httpx and WHATWG have it; requests follows RFC 2616, whose default "
            + "RFC 7231 took back (appendix B).",
            one => one.Function == "encodingFromHeaders" && one.Default is { } type
                && !type.Contains("charset", StringComparison.OrdinalIgnoreCase)),
        new(
            "a backslash in quotes makes the next character itself, whatever it is (RFC 9110, section 5.6.4); requests "
            + "undoes two escapes alone.",
            one => one.Function == "unquote" && one.Input is { } input && LooseEscape().IsMatch(input)),
    ];

    /// <summary>The rule that explains why a case comes out otherwise than its client expects.</summary>
    internal static DialectRule<ContentTypeCase>? RuleOf(ContentTypeCase one) =>
        Rules.FirstOrDefault(rule => rule.Explains(one));

    [GeneratedRegex(@"[ \t]=|=[ \t]")]
    private static partial Regex Spaced();

    [GeneratedRegex(@"=[ \t]*(;|$)")]
    private static partial Regex Empty();

    [GeneratedRegex(@"='|;\s*['""]")]
    private static partial Regex StrayQuotes();

    [GeneratedRegex(@"^""([^\\]|\\[\\""])*\\[^\\""]")]
    private static partial Regex LooseEscape();
}
