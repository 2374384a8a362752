using System.Text;

namespace Peregrine;

/// <summary>
/// What went wrong in other clients, and the right answer to it. The names are those of the study that the rules come
/// from.
/// </summary>
public sealed class UrlSecurityTests
{
    private static readonly UriCreationOptions AsWritten =
        new() { DangerousDisablePathAndQueryCanonicalization = true };

    // CVE-2019-11236, CVE-2019-9740, CVE-2014-8150: a line break in a path or a query began a header or a request.
    [Theory]
    [InlineData("/a\r\nInjected: y")]
    [InlineData("/a?b\r\nInjected: y")]
    [InlineData("/a\nb")]
    [InlineData("/a\rb")]
    [InlineData("/a\tb")]
    [InlineData("/a\0b")]
    [InlineData("/a\u007Fb")]
    [InlineData("/a#b\r\nc")]
    public void A_control_character_is_refused_wherever_it_stands(string rest)
    {
        Assert.Throws<InvalidUrlException>(() => Built("http://h.test" + rest));
        Assert.Throws<InvalidUrlException>(() => Built($"{"http://h.test" + rest:raw}"));
        Assert.Throws<InvalidUrlException>(() => Built(new Uri("http://h.test" + rest)));
        Assert.Throws<InvalidUrlException>(() => BaseUrl.Join(ParsedUrl.Parse("http://h.test/"), rest));
    }

    [Fact]
    public void A_control_character_in_a_value_is_data()
    {
        var value = "a\r\nInjected: y\0";
        using var session = new HttpSession();

        Assert.Equal("/a%0D%0AInjected%3A%20y%00", Built($"http://h.test/{value}").PathAndQuery);
        Assert.Equal(
            "/?q=a%0D%0AInjected%3A%20y%00",
            session.Build(HttpMethod.Get, "http://h.test/", new() { Query = { ["q"] = value } }).Url.PathAndQuery);
    }

    // A Uri that was told not to canonicalise gives the platform's handler a line break.
    [Fact]
    public void A_uri_that_keeps_a_line_break_is_refused()
    {
        var uri = new Uri("http://h.test/a HTTP/1.1\r\nInjected: y\r\nX:", AsWritten);

        Assert.Throws<InvalidUrlException>(() => Built(uri));
        Assert.Throws<InvalidUrlException>(() => new Request(HttpMethod.Get, uri));
        Assert.Throws<InvalidUrlException>(
            () => Built("http://h.test/") is var url ? new Request(HttpMethod.Get, url) with { Url = uri } : null);
        Assert.Equal("/a%20b", Built(new Uri("http://h.test/a b", AsWritten)).PathAndQuery);
    }

    // CVE-2023-23936, CVE-2023-29406: rubbish in the Host header.
    [Theory]
    [InlineData("h\r\nInjected: y")]
    [InlineData("h/path")]
    [InlineData("user@h")]
    [InlineData("a, b")]
    [InlineData("a b")]
    public void A_host_header_is_a_host(string host)
    {
        using var server = new FakeServer(FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        Assert.ThrowsAny<ArgumentException>(
            () => session.Get("http://h.test/", new() { Headers = { ["Host"] = host } }));
        Assert.Empty(server.Sent);
    }

    // GHSA-xhjh-pmcv-23jw: the request line. Nothing that was escaped is decoded, or escaped anew.
    [Theory]
    [InlineData("/a%2Fb", "/a%2Fb")]
    [InlineData("/a%2fb", "/a%2fb")]
    [InlineData("/%7Euser/~user", "/%7Euser/~user")]
    [InlineData("/a%41", "/a%41")]
    [InlineData("/%00?q=%00", "/%00?q=%00")]
    [InlineData("/a%0d%0ab", "/a%0d%0ab")]
    [InlineData("/a%5Cb", "/a%5Cb")]
    [InlineData("/a%?b=%zz", "/a%?b=%zz")]
    [InlineData("/%E9?b=%E9", "/%E9?b=%E9")]
    [InlineData("/a/../b/./c/%2e%2e/d", "/b/d")]
    [InlineData("//a//b", "//a//b")]
    [InlineData("/a\\b", "/a/b")]
    [InlineData("/é?b=é", "/%C3%A9?b=%C3%A9")]
    [InlineData("/a b+c?d=e f+g", "/a%20b+c?d=e%20f+g")]
    [InlineData("/a?x=<>\"{}|\\^`'", "/a?x=%3C%3E%22{}|\\^`%27")]
    [InlineData("/<>\"{}|^`'", "/%3C%3E%22%7B%7D|%5E%60'")]
    [InlineData("/a;p=1/[b]/@c:d,e$&+=", "/a;p=1/[b]/@c:d,e$&+=")]
    [InlineData("/a?b[]=1", "/a?b[]=1")]
    [InlineData("/a?q#f?x", "/a?q")]
    [InlineData("?q", "/?q")]
    [InlineData("", "/")]
    [InlineData("/\u202E", "/%E2%80%AE")]
    public void The_request_line_holds_what_was_written(string rest, string expected)
    {
        var target = RequestTarget.Parse("http://h.test" + rest);

        Assert.Equal(expected, target.PathAndQuery);
        Assert.Equal(expected, target.Uri.PathAndQuery);
    }

    // CVE-2016-8624, CVE-2022-27780, CVE-2021-41945: where the authority ends, and who stands in it.
    [Theory]
    [InlineData("http://good.test@evil.test/", "evil.test")]
    [InlineData("http://good.test:80@evil.test/", "evil.test")]
    [InlineData("http://good.test#@evil.test/", "good.test")]
    [InlineData("http://good.test?@evil.test/", "good.test")]
    [InlineData("http://good.test%2F@evil.test/", "evil.test")]
    [InlineData("http://1.1.1.1 &@2.2.2.2# @3.3.3.3/", "2.2.2.2")]
    [InlineData("  http://good.test/  ", "good.test")]
    [InlineData("http://good.test:080/", "good.test")]
    public void The_authority_is_what_the_standard_says(string url, string host) =>
        Assert.Equal(host, RequestTarget.Parse(url).Authority);

    [Theory]
    [InlineData("http://evil.test\\@good.test/")]
    [InlineData("http://good.test\\.evil.test/")]
    [InlineData("http:\\\\good.test/")]
    [InlineData("http://user:p@ss@good.test/")]
    [InlineData("http://foo@evil.test:80@google.test/")]
    [InlineData("http://good.test／@evil.test/")]
    [InlineData("http://good.test＃@evil.test/")]
    [InlineData("http://good.test%00.evil.test/")]
    [InlineData("http://good.test%2F.evil.test/")]
    [InlineData("http://good.test\t.evil.test/")]
    [InlineData("http://good.test\n.evil.test/")]
    [InlineData("http:good.test")]
    [InlineData("http:/good.test")]
    [InlineData("http:///good.test/")]
    [InlineData("//evil.test")]
    [InlineData("http://[::1]evil.test/")]
    [InlineData("http://[fe80::1%25eth0]/")]
    public void A_url_that_two_parsers_read_differently_is_refused(string url) =>
        Assert.Throws<InvalidUrlException>(() => Built(url));

    // Userinfo becomes credentials, and is sent nowhere else.
    [Fact]
    public void Userinfo_becomes_credentials()
    {
        using var server = new FakeServer(FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        var response = session.Get("http://user:p%40ss@host.test/");

        Assert.Equal(
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("user:p@ss"))}",
            server.Sent[0].Headers["Authorization"]);
        Assert.Equal("http://host.test/", server.Sent[0].Url);
        Assert.Equal("http://host.test/", response.Url.OriginalString);
    }

    // CVE-2024-39338, CVE-2025-27152, CVE-2022-35949, CVE-2022-32190: no input is another host.
    [Theory]
    [InlineData("users", "/v1/users")]
    [InlineData("/users", "/v1/users")]
    [InlineData("../admin", "/admin")]
    [InlineData("users/%2e%2e/%2e%2e/admin", "/admin")]
    [InlineData("../../../admin", "/admin")]
    [InlineData("..%2fadmin", "/v1/..%2fadmin")]
    [InlineData("//evil.test/x", "/v1//evil.test/x")]
    [InlineData("\\\\evil.test\\x", "/v1///evil.test/x")]
    [InlineData("/\\evil.test/x", "/v1//evil.test/x")]
    [InlineData("@evil.test/x", "/v1/@evil.test/x")]
    [InlineData(":80@evil.test/x", "/v1/:80@evil.test/x")]
    [InlineData("foo:bar", "/v1/foo:bar")]
    [InlineData("?q=1", "/v1?q=1")]
    [InlineData("", "/v1")]
    public void A_base_url_keeps_its_host(string url, string expected)
    {
        var joined = BaseUrl.Join(ParsedUrl.Parse("http://api.test/v1"), url);

        Assert.Equal("http://api.test" + expected, joined.Text);
    }

    // An absolute URL goes where it says, without what the session holds for its own host.
    [Fact]
    public void Credentials_of_the_base_do_not_go_elsewhere()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new()
        {
            BaseUrl = "http://api.test/v1",
            Transport = server,
            Auth = Auth.Bearer("secret"),
            Headers = { ["X-Key"] = "secret" },
        });

        session.Get("http://evil.test/x");
        session.Get("//evil.test/x");

        Assert.DoesNotContain(
            server.Sent[0].Headers, field => field.Value.Contains("secret", StringComparison.Ordinal));
        Assert.Equal("http://api.test/v1//evil.test/x", server.Sent[1].Url);
        Assert.Equal("Bearer secret", server.Sent[1].Headers["Authorization"]);
    }

    // All other schemes fail with the same error.
    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://h.test/")]
    [InlineData("ws://h.test/")]
    [InlineData("gopher://h.test:1/")]
    [InlineData("data:,x")]
    [InlineData("javascript:alert(1)")]
    public void Another_scheme_is_refused(string url) => Assert.Throws<InvalidUrlException>(() => Built(url));

    // No input takes more than linear time.
    [Theory]
    [InlineData("@")]
    [InlineData("%")]
    [InlineData("../")]
    [InlineData("a/../")]
    [InlineData("[")]
    [InlineData("é")]
    [InlineData("?")]
    [InlineData("%2e")]
    public void A_long_url_is_read_at_once(string piece)
    {
        var pieces = string.Concat(Enumerable.Repeat(piece, 300_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.NotNull(ParsedUrl.Parse("http://h.test/" + pieces));
        Assert.Null(Record.Exception(() => UrlReference.Resolve(ParsedUrl.Parse("http://h.test/a"), "b/" + pieces)));
        Assert.Throws<InvalidUrlException>(() => ParsedUrl.Parse($"http:// {pieces}/"));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    // A fragment may hold a token; it is never sent, and never shown.
    [Fact]
    public void A_fragment_is_neither_sent_nor_shown()
    {
        using var server = new FakeServer(FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        var response = session.Get("http://h.test/a#token=secret");

        Assert.Equal("/a", response.Request.Target.PathAndQuery);
        Assert.DoesNotContain("secret", response.Request.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "secret", ParsedUrl.Parse("http://u:secret@h.test/a?secret#secret").ToString(), StringComparison.Ordinal);
    }

    private static Uri Built(Url url)
    {
        using var session = new HttpSession();
        return session.Build(HttpMethod.Get, url).Url;
    }

    /// <summary>
    /// What is no character, and what no field can hold, is no name of a user; nothing of the platform's comes out.
    /// </summary>
    [Theory]
    [InlineData("http://\uFFFE@h.example/")]
    [InlineData("http://%00r:pw@h.example/")]
    [InlineData("http://user:p%0Aw@h.example/")]
    public void Userinfo_that_names_nobody_makes_no_url(string url)
    {
        using var session = new HttpSession();

        Assert.Throws<InvalidUrlException>(() => session.Build(HttpMethod.Get, url));
        Assert.Throws<InvalidUrlException>(() => new HttpSession(new() { BaseUrl = url }));
    }
}
