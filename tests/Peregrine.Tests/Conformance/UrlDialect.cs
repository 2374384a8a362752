using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// Where urls.json contradicts itself or we follow none of its clients, in the order in which the rules are asked.
/// docs/dialect.md gives the reasons by the same words.
/// </summary>
internal static partial class UrlDialect
{
    internal static readonly DialectRule<UrlCase>[] Rules =
    [
        new("the input is Python source text and no URL.", one => one.Input.StartsWith("f'", StringComparison.Ordinal)),
        new(
            "the scheme is neither http nor https (a host before a colon reads as one, RFC 3986, section 3.1): no "
            + "other is spoken here.",
            one => HasOtherScheme(one.Input) || HasOtherScheme(one.Other)),
        new(
            "a control character: WHATWG strips some and escapes others, urllib3 escapes them, httpx refuses; RFC 3986 "
            + "has none (section 2).",
            one => one.Input.Any(char.IsControl)),
        new(
            "a slash before the authority is missing or too many: WHATWG mends it, by RFC 3986 (sections 3 and 5.2.2) "
            + "there is another host or none.",
            one => Slashes().IsMatch(one.Input)),
        new(
            "a backslash in or before the authority: WHATWG reads a slash, RFC 3986 (section 3.2) a character of the "
            + "authority, urllib3 another path.",
            one => Authority(one.Input).Contains('\\', StringComparison.Ordinal) || one.Input.StartsWith('\\')),
        new(
            "more than one @ in the authority: WHATWG and urllib3 take the last, others the first; RFC 3986 has one "
            + "(section 3.2.1).",
            one => Authority(one.Input).Count(c => c == '@') > 1),
        new(
            "an IPv6 zone: WHATWG refuses it, urllib3 keeps it; it means something on one machine only (RFC 6874, "
            + "section 1).",
            one => Zone().IsMatch(one.Input + one.Other)),
        new(
            "a percent-escape in the host: WHATWG decodes it, urllib3 decodes some and keeps others, .NET refuses (RFC "
            + "3986, section 3.2.2, has it; no DNS name does).",
            one => Authority(one.Input).Contains('%', StringComparison.Ordinal)),
        new(
            "a label of the host is empty: WHATWG accepts it, no name has one (RFC 1034, section 3.1).",
            one => EmptyLabel().IsMatch(Authority(one.Input))),
        new(
            "a character that no host name has: WHATWG and RFC 3986 (section 3.2.2) accept it, requests refuses one, "
            + ".NET all (RFC 1123, section 2.1, and the underscore).",
            one => OddHost().IsMatch(Authority(one.Input))),
        new(
            "the base is relative: WHATWG refuses that, httpx joins two paths; a redirect or a link has an absolute "
            + "base (RFC 3986, section 5.1).",
            one => one.Kind == "join" && UrlReference.SchemeOf(one.Other).IsEmpty),
        new(
            "no scheme: requests and urllib3 guess http, WHATWG refuses; a relative reference without a base is no "
            + "address (RFC 3986, section 4.2).",
            one => one.Kind is not ("whatwg" or "queryString")
                && UrlReference.SchemeOf(one.Input).IsEmpty && one.Actual == UrlCase.Refused),
        new(
            "a symbol or an emoji in the host: IDNA 2008 (RFC 5892, section 2.6) refuses it, UTS 46 as WHATWG uses it "
            + "accepts it, and such hosts exist.",
            one => one.Kind == "invalid" && Authority(one.Input).Any(c => c > '~'),
            one => new Uri(one.Input) is var uri ? $"{uri.Scheme}://{uri.IdnHost}/" : ""),
        new(
            "a space in a query value: httpx writes a plus sign, which is a space in forms alone; ours is `%20` (RFC "
            + "3986, section 2.1).",
            one => one.Kind == "params" && one.Expected.Contains('+', StringComparison.Ordinal),
            one => one.Expected.Replace("+", "%20", StringComparison.Ordinal)),
        new(
            "httpx replaces the URL's own query, requests adds to it; so do we.",
            one => one.Kind == "params" && one.Input.Contains('?', StringComparison.Ordinal),
            one => $"{one.Input}&{one.Expected.Split('?')[1]}"),
        new(
            "null: httpx sends an empty value, requests leaves it out; so do we.",
            one => one.Kind == "queryString" && one.HasQuery,
            one => string.Join('&', one.Expected.Split('&').Where(pair => !pair.EndsWith('=')))),
        new(
            "a query that is text stays as it was written; httpx parses it and writes it anew.",
            one => one.Kind == "queryString",
            one => one.Input),
        new(
            "an apostrophe in a query: WHATWG escapes it (section 1.3, special-query percent-encode set), httpx keeps "
            + "it (RFC 3986, section 3.4).",
            one => one.Kind == "httpxParts" && one.Expected.Contains('\'', StringComparison.Ordinal),
            one => Query().Replace(one.Expected, query => query.Value.Replace("'", "%27", StringComparison.Ordinal))),
        new(
            "escapes stay as the caller wrote them, as WHATWG has it; requests and urllib3 decode, mend or re-case "
            + "them (RFC 3986, section 6.2.2, allows it).",
            one => one.Kind is "requote" or "unquoteUnreserved" or "normalize",
            one => one.Input),
        new(
            "a lone surrogate becomes U+FFFD before it is escaped, as WHATWG has it; urllib3 writes bytes that are no "
            + "UTF-8 (RFC 3629, section 3).",
            one => one.Expected.Contains("%ED%", StringComparison.Ordinal),
            one => Surrogate().Replace(one.Expected, "%EF%BF%BD")),
        new(
            "http to https on the same host is another origin (RFC 6454, section 4), where requests keeps "
            + "Authorization.",
            one => one.Kind == "stripAuthOnRedirect",
            _ => "True"),
        new(
            "`..` after the first segment of a path without a slash in front: curl keeps that segment, RFC 3986 "
            + "(section 5.2.4) does not.",
            one => one.Kind == "removeDotSegments" && !one.Input.StartsWith('/'),
            one => new Uri(new Uri("http://host.test/"), one.Input).AbsolutePath),
    ];

    /// <summary>The rule that explains why a case comes out otherwise than its client expects.</summary>
    internal static DialectRule<UrlCase>? RuleOf(UrlCase one) => Rules.FirstOrDefault(rule => rule.Explains(one));

    private static bool HasOtherScheme(string? text) =>
        UrlReference.SchemeOf((text ?? "").Trim()) is { IsEmpty: false } scheme && !ParsedUrl.IsHttpScheme(scheme);

    // As a browser and RFC 3986 would both have to read it: up to the first slash, question mark or hash sign.
    private static string Authority(string url) => AuthorityIn().Match(url).Groups[1].Value;

    [GeneratedRegex(@"^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#]*)")]
    private static partial Regex AuthorityIn();

    [GeneratedRegex(@"^https?:(?!//[^/])|^[/\\]{3}", RegexOptions.IgnoreCase)]
    private static partial Regex Slashes();

    [GeneratedRegex(@"\[[^\]/]*%")]
    private static partial Regex Zone();

    [GeneratedRegex(@"(^|[@.])\.|^\.")]
    private static partial Regex EmptyLabel();

    [GeneratedRegex(@"[!""$&'()*+,;=`{}~]")]
    private static partial Regex OddHost();

    [GeneratedRegex(@"\?.*$|^query .*$", RegexOptions.Multiline)]
    private static partial Regex Query();

    [GeneratedRegex("%ED%[AB][0-9A-F]%[0-9A-F]{2}")]
    private static partial Regex Surrogate();
}
