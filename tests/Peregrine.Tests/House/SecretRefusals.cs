using static Peregrine.Secret;

namespace Peregrine;

/// <summary>Wrong use with a secret at hand: each is refused at once, with a message that could quote it.</summary>
internal static class SecretRefusals
{
    internal static Dictionary<string, Action> All { get; } = new(StringComparer.Ordinal)
    {
        ["Header value with a line break"] = () => new HeaderValues { ["Authorization"] = $"Bearer {Mark}\r\nX: y" },
        ["Header value with a NUL"] = () => Headers.Empty.With("X-Any", Mark + "\0"),
        ["Header line in the place of a name"] = () => new HeaderValues { [$"Authorization: Bearer {Mark}"] = "" },
        ["Header that frames a message"] = () => new HeaderValues { ["Proxy-Authorization"] = "Basic " + Mark },
        ["Cookie value with a semicolon"] = () => new CookieValues { ["sid"] = Mark + ";x" },
        ["Cookie pair in the place of a name"] = () => new CookieValues { [$"sid={Mark}"] = "" },
        ["Cookie without a domain"] = () => new CookieJar().Set(new Cookie { Name = "sid", Value = Mark }),
        ["Cookie of a jar with a semicolon"] = () => new CookieJar().Set("https://h.test", "sid", Mark + ";x"),
        ["Cookie of a jar with a pair in the place of a name"] =
            () => new CookieJar().Set("https://h.test", $"sid={Mark}", ""),
        ["Cookie that a server may not set"] = () => new CookieJar()
            .Set(Url("https://h.test"), new Cookie { Name = "sid", Value = Mark, Domain = "other.test" }),
        ["Cookie for a URL that can't be used"] = () => new CookieJar().Set(Url("ftp://h.test"), "sid", Mark),
        ["Basic with a colon in the name"] = () => Auth.Basic("a:" + Mark, Mark),
        ["Basic with a control character"] = () => Auth.Basic("alice", Mark + "\n"),
        ["Digest with a control character"] = () => Auth.Digest("alice", Mark + "\n"),
        ["API key in a cookie with a semicolon"] = () => Auth.ApiKeyCookie("sid", Mark + ";x"),
        ["Origin with userinfo"] = () => Auth.For(($"https://alice:{Mark}@h.test", Auth.Bearer(Mark))),
        ["Origin with a query"] = () => Auth.For(($"https://h.test/?token={Mark}", Auth.Bearer(Mark))),
        ["Origin given twice"] =
            () => Auth.For(("https://h.test", Auth.Bearer(Mark)), ("https://h.test", Auth.Bearer(Mark))),
        ["Bearer with a line break"] = () => Auth.Bearer(Mark + "\n"),
        ["API key with a line break"] = () => Auth.ApiKey("X-API-Key", Mark + "\n"),
        ["API key in the place of a name"] = () => Auth.ApiKey($"X-API-Key: {Mark}", "x"),
        ["Content type with a line break"] = () => Body.Text("x", "text/plain\r\nAuthorization: " + Mark),
        ["Proxy of another scheme"] = () => new Proxy($"gopher://alice:{Mark}@proxy.test"),
        ["Proxy with a path"] = () => new Proxy($"http://alice:{Mark}@proxy.test/x"),
        ["Proxy with a slash in the password"] = () => new Proxy($"http://alice:{Mark}/1@proxy.test"),
        ["Proxy with a question mark in the password"] = () => new Proxy($"http://alice:{Mark}?1@proxy.test"),
        ["Proxy with a hash in the password"] = () => new Proxy($"alice:{Mark}#1@proxy.test"),
        ["Proxy with a line break in the password"] = () => new Proxy($"http://alice:{Mark}%0a@proxy.test"),
        ["Proxy with a password that SOCKS 4 has no place for"] = () => new Proxy($"socks4://alice:{Mark}@proxy.test"),
        ["Pattern with userinfo"] = () => new Proxies { [$"https://alice:{Mark}@h.test"] = "proxy.test" },
        ["URL of another scheme"] = () => Build(Url("ftp://h.test")),
        ["URL without a host"] = () => Build($"https://alice:{Mark}@/x?token={Mark}"),
        ["URL with a bad port"] = () => Build($"https://alice:{Mark}@h.test:port/x?token={Mark}"),
        ["URL with a bad host"] = () => Build($"https://alice:{Mark}@h<>.test/x?token={Mark}"),
        ["URL with a bad international host"] = () => Build($"https://alice:{Mark}@\u00e4\ud800.test/x?token={Mark}"),
        ["URL with a bad IPv6 address"] = () => Build($"https://alice:{Mark}@[::1/x?token={Mark}"),
        ["URL with a bad IPv4 address"] = () => Build($"https://alice:{Mark}@1.2.3.4.5/x?token={Mark}"),
        ["URL with a backslash"] = () => Build($"https://alice:{Mark}@h\\.test/x?token={Mark}"),
        ["URL with two at signs"] = () => Build($"https://alice:{Mark}@x@h.test/x?token={Mark}"),
        ["URL with an at sign in the password"] = () => Build($"https://alice:@{Mark}@h.test/x?token={Mark}"),
        ["URL with a slash in the password"] = () => Build($"https://alice:{Mark}/x@h.test/x"),
        ["URL with a hash in the password"] = () => Build($"https://alice:{Mark}#x@h.test/x"),
        ["URL with a question mark in the password"] = () => Build($"https://alice:{Mark}?x@h.test/x"),
        ["URL with a line break"] = () => Build($"https://alice:{Mark}@h.test/\n?token={Mark}"),
        ["URL that is relative"] = () => Build($"/x?token={Mark}"),
        ["URL without its scheme"] = () => Build($"alice:{Mark}@h.test/x"),
        ["URL without its slashes"] = () => Build($"https:alice:{Mark}@h.test/x"),
        ["URL with one slash"] = () => Build($"https:/alice:{Mark}@h.test/x"),
        ["URL with a null hole"] = () => Interpolate($"https://alice:{Mark:raw}@h.test/{(string?)null}"),
        ["URL with a null hole after the query"] =
            () => Interpolate($"https://h.test/x?token={Mark}&a={(string?)null}"),
        ["URL with a sequence in a hole"] = () => Interpolate($"https://h.test/x?token={Mark}&a={new[] { Mark }}"),
        ["URL with a password in a hole"] = () => Interpolate($"https://alice:{Mark + "/x"}@h.test/"),
        ["URL with a dot segment"] = () => Interpolate($"https://alice:{Mark:raw}@h.test/{".."}?token={Mark}"),
        ["Base URL that can't be used"] = () => new HttpSession(new() { BaseUrl = Url("ftp://h.test") }).Dispose(),
        ["Request with a bad address"] = () => _ = new Request(HttpMethod.Get, new Uri(Url("ftp://h.test"))),
        ["Line of another program"] = () => CurlCommand.Parse($"wget --header={Mark} {Url("https://h.test")}"),
        ["Line of curl with an open quote"] = () => CurlCommand.Parse($"curl -u 'a:{Mark}"),
        ["Line of curl with an unknown option"] = () => CurlCommand.Parse($"curl --token={Mark} https://h.test"),
        ["Line of curl with a bad field"] = () => CurlCommand.Parse($"curl https://h.test -H 'a b: {Mark}'"),
        ["Line of curl with a control character"] =
            () => CurlCommand.Parse($"curl https://h.test -H $'Authorization: {Mark}\001'"),
        ["Line of curl with a bad user"] = () => CurlCommand.Parse($"curl https://h.test -u $'a:{Mark}\n'"),
        ["Line of curl with a bad time"] = () => CurlCommand.Parse($"curl https://h.test -m {Mark}"),
        ["Line of curl with a bad method"] = () => CurlCommand.Parse($"curl https://h.test -X 'A {Mark}'"),
        ["Line of curl with a bad URL"] = () => CurlCommand.Parse($"curl '{Url("ftp://h.test")}'"),
        ["Line of curl with a bad proxy"] = () => CurlCommand.Parse($"curl h -x gopher://alice:{Mark}@p"),
        ["Line of curl with a form that is none"] = () => CurlCommand.Parse($"curl h -F {Mark}"),
        ["Two bodies"] = () => new HttpSession()
            .Build(HttpMethod.Post, Url("https://h.test"), new() { Json = Mark, Body = Body.Text(Mark) }),
        ["Sequence of sequences"] = () => new HttpSession()
            .Build(HttpMethod.Get, "https://h.test", new() { Query = { ["a"] = new[] { new[] { Mark } } } }),
    };

    private static void Build(string url)
    {
        using var session = new HttpSession();
        session.Build(HttpMethod.Get, url);
    }

    private static void Interpolate(Url url) => Build(url);

    private static void Build(Url url)
    {
        using var session = new HttpSession();
        session.Build(HttpMethod.Get, url);
    }
}
