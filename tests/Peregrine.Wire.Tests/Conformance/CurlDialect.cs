namespace Peregrine;

/// <summary>
/// What of curl-http.json can't be asked of a library, and where we do otherwise than curl. docs/dialect.md says it by
/// the same words.
/// </summary>
internal static class CurlDialect
{
    /// <summary>Why a case can't be asked; the first that explains it counts.</summary>
    internal static readonly DialectRule<CurlCase>[] NotAsked =
    [
        new(
            "curl's own configuration and its variables, which are another language than a call's.",
            one => Has(one, "-K", "--config", "--variable")),
        new(
            "a tunnel (CONNECT) for http: here https alone goes through one.",
            one => Has(one, "-p", "--proxytunnel", "--haproxy-protocol", "--haproxy-clientip")),
        new(
            "content behind `TE`, and a body as it stands on the wire: a call gives the content.",
            one => Has(one, "--tr-encoding", "--raw")),
        new(
            "variables of the environment, which belong to the whole process (noproxy.json asks for their "
            + "rules); a proxy that code names is used for every host.",
            one => one.Environment.Any() || Has(one, "--noproxy")),
        new(
            "where curl puts what it got, and whether there is a file already: the bytes are the caller's.",
            one => Has(
                one, "--no-clobber", "--clobber", "--skip-existing",
                "--etag-compare", "--etag-save", "--remote-name-all", "--out-null",
                "--no-include")),
        new(
            "`-C` looks at a file and at what comes back; a download of ours keeps its own notes of both.",
            one => Has(one, "-C", "--continue-at")),
        new(
            "an address in another place (`--connect-to`), a second server beside the first, HSTS and Alt-Svc "
            + "files.",
            one => one.Servers.Any(server => server is not ("http" or "http-ipv6" or "http-unix")) || Has(
                one, "--connect-to", "--hsts", "--alt-svc", "--insecure", "--proxy-insecure")),
        new(
            "a part with several files or with curl's own escapes, fields from a file, what curl makes of "
            + "words for a query.",
            one => Has(one, "--form-escape", "--url-query") || Any(one, line =>
                line.Form.Any(part => !LineForm.CanHold(part)) || line.Headers.Any(field => field.StartsWith('@')))),
        new(
            "an option that no call of ours has.",
            one => Any(one, line => line.NotAsked is not null || !CanBeSaid(line))),
        new(
            "several addresses in one, or none at all: a URL with a pattern, a list of URLs in a file, a URL "
            + "without a scheme.",
            one => Any(one, line =>
                line.Urls.Count == 0 || line.Urls.Concat(line.Uploads).Any(IsPattern)
                || line.Urls.Any(url => !url.StartsWith("http", StringComparison.Ordinal)))),
    ];

    /// <summary>Where curl and we differ, and why.</summary>
    internal static readonly DialectRule<CurlCase>[] Rules =
    [
        Of(
            "cookies go by the host of the URL, as RFC 6265, section 5.3, has it; a `Host` of one's own "
            + "changes what is said, not which server is asked. curl goes by that field.",
            61, 329, 1258),
        Of(
            "of cookies with equally long paths the one that is there longer comes first (RFC 6265, section "
            + "5.4): in a file, the one further up. curl has them the other way round.",
            420, 1216),
        Of("a domain keeps 180 cookies here and 50 there.", 444),
        Of("a date is read whatever its length; curl gives up behind 80 characters.", 483),
        Of("a quote is a character of the path as any other (RFC 6265, section 5.2.4); curl takes it off.", 1105),
        Of(
            "a cookie for a public suffix stays with the host that set it (RFC 6265, section 5.3, step 5), and "
            + "hosts of Amazon's are on the list; curl keeps it for the hosts below, too.",
            1136),
        Of(
            "the prefixes of names are compared without case (RFC 6265bis, section 5.7); curl compares them "
            + "with it.",
            2311),
        Of("a jar reads cookies.txt, and no saved head of a response.", 8),
        Failing<RedirectException>("an empty `Location` is a `RedirectException`; curl takes it for none.", 54),
        Of("credentials in a `Location` are ignored: the server would choose who we are; curl sends them.", 899),
        Of("a space in a query, and so in a `Location`, is `%20`; curl writes a plus sign.", 663),
        Accepted(
            "two `Location` fields are looked at where a redirect is followed; curl refuses the response where "
            + "none is, too.",
            772),
        Accepted("`Max = 0` is \"none is followed\", as `RedirectPolicy.None` is, and no failure.", 1261),
        Of("a retry repeats the last hop, the one that failed; curl begins with the first again.", 1633),
        Failing<ArgumentException>(
            "a header that frames the message, or a second `Host`, is an `ArgumentException`; curl sends what "
            + "it is told.",
            60, 98, 1121, 1284, 1333),
        Of(
            "a character that may not stand in a path is escaped (WHATWG, section 1.3, path percent-encode "
            + "set); curl sends a quote as it is.",
            64),
        Failing<InvalidUrlException>(
            "a host that ends in a number is an IPv4 address or none (WHATWG, section 3.5); curl takes it for "
            + "a name.",
            1214, 1232, 1421),
        Failing<InvalidUrlException>("the address of a proxy is a server and no more; curl passes over a path.", 346),
        Failing<ConnectException>(
            "a 407 of the proxy is a `ConnectException` (`Stage` is `Proxy`), never a response: the proxy "
            + "would speak for the server; curl gives it as one.",
            93),
        Of(
            "no scheme is chosen by the challenge: the caller names one, and Basic is sent at once. curl asks "
            + "first and then chooses.",
            1087, 1331),
        Of(
            "a proxy's Digest is about the target as it is sent, which is an absolute address (RFC 7616, "
            + "section 3.4); curl takes the path.",
            168, 258, 335),
        Of(
            "a body goes with the first request too, where a Digest challenge may come; curl sends an empty "
            + "one to be asked first.",
            175),
        Failing<AuthException>(
            "a Digest challenge with a repeated parameter is an `AuthException` (RFC 9110, section 11.2: once "
            + "only); curl takes the last.",
            1437),
        Of("netrc gives Basic; curl lets `--digest` take the name and the password from there.", 1966),
        Of(
            "the backslash in netrc makes the next character itself, as in Python; curl has escapes for line "
            + "breaks.",
            679),
        Of(
            "an entry of netrc without a login names no user, and a user in the URL takes the entry of that "
            + "user; curl sends a password without a name.",
            684, 685, 2005),
        Of(
            "a request is HTTP/1.1, whatever version a server answered before (RFC 9110, section 2.5); curl "
            + "goes down to 1.0.",
            1071, 1074),
        Of(
            "`Expect: 100-continue` is sent where the session asks for it (`ExpectContinue`); curl sends it "
            + "before a body of unknown length.",
            1073),
        Accepted("a version 1.x is read as 1.1 (RFC 9110, section 2.5); curl refuses 1.2.", 129),
        Failing<ProtocolException>(
            "a length that no number holds is a `ProtocolException`; curl reads to the end of the connection.",
            395),
        Failing<ProtocolException>(
            "a line of chunks ends in CR LF (RFC 9112, section 7.1), since readers differ about anything else; "
            + "curl takes LF alone.",
            1116, 1417, 1677),
        Failing<ProtocolException>(
            "a head that begins with a continued line is refused (RFC 9112, section 2.2); curl passes over it.",
            1473),
        Failing<ProtocolException>(
            "a transfer coding beside `chunked`, `identity` too, is refused (RFC 9112, section 6.3); curl "
            + "passes over `identity`.",
            1493),
        Of("a 200 is a response, whatever `If-Modified-Since` asked; curl throws away a body that is older.", 1424),
    ];

    internal static DialectRule<CurlCase>? WhyNotAsked(CurlCase one) =>
        NotAsked.FirstOrDefault(rule => rule.Explains(one));

    internal static DialectRule<CurlCase>? RuleOf(CurlCase one) => Rules.FirstOrDefault(rule => rule.Explains(one));

    private static DialectRule<CurlCase> Of(string reason, params int[] tests) =>
        new(reason, one => tests.Contains(one.Number));

    private static DialectRule<CurlCase> Failing<TFailure>(string reason, params int[] tests)
        where TFailure : Exception => Of(reason, tests) with { Instead = _ => $"failure: {typeof(TFailure).Name}: " };

    private static DialectRule<CurlCase> Accepted(string reason, params int[] tests) =>
        Of(reason, tests) with { Instead = _ => "success, " };

    private static bool IsPattern(string url) =>
        url.AsSpan().IndexOfAny("{[@") == 0 || url.AsSpan().IndexOfAny("{[") >= 0;

    private static bool Has(CurlCase one, params string[] options) => Any(one, line => options.Contains(line.NotAsked));

    private static bool Any(CurlCase one, Func<CurlCalls, bool> explains) =>
        CurlCalls.Parse(one.Command).Exists(line => explains(line));

    // What a page of options can say and a call of ours can't: the page before as referer, an interface by name.
    private static bool CanBeSaid(CurlCalls line) =>
        line.Values.GetValueOrDefault("--referer")?.EndsWith(";auto", StringComparison.Ordinal) is not true
        && line.Values.GetValueOrDefault("--interface") is null or "%CLIENTIP" or "127.0.0.1";
}
