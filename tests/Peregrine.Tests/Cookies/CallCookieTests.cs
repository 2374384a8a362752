namespace Peregrine;

/// <summary>Cookies within one call: those that the call brings, and those that servers set while it runs.</summary>
public sealed class CallCookieTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_one_line_call_brings_back_what_its_redirects_set_and_keeps_nothing()
    {
        await using var bin = await Httpbin.StartAsync();

        var inside = Http.Get($"{bin.Url}cookies/set?theme=dark").Json()["cookies"]!;
        var insideAsync = (await Http.GetAsync($"{bin.Url}cookies/set?theme=dark", Token)).Json()["cookies"]!;
        using var streamed = Http.Stream(HttpMethod.Get, $"{bin.Url}cookies/set?theme=dark");
        var after = Http.Get($"{bin.Url}cookies").Json()["cookies"]!;

        Assert.Equal("dark", (string?)inside["theme"]);
        Assert.Equal("dark", (string?)insideAsync["theme"]);
        Assert.Equal("dark", (string?)streamed.Read().Json()["cookies"]!["theme"]);
        Assert.Null(after["theme"]);
    }

    [Fact]
    public void A_jar_for_each_call_ends_with_it_and_is_no_others()
    {
        using var server = new FakeServer(
            sent => sent.Url.EndsWith("set", StringComparison.Ordinal)
                ? FakeServer.Reply(302, "", ("Location", "/next"), ("Set-Cookie", "a=1; Path=/"))
                : FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Cookies = CookieJar.ForEachCall });

        session.Get("http://h.example/set");
        session.Get("http://h.example/next");
        session.Get("http://h.example/set", new() { Cookies = { ["own"] = "2" } });

        Assert.Equal([null, "a=1", null, "own=2", "a=1; own=2"], server.Sent.Select(sent => sent.Headers["Cookie"]));
        Assert.Empty(session.Cookies);
        Assert.Throws<InvalidOperationException>(() => session.Cookies.Set("http://h.example/", "a", "1"));
    }

    [Theory]
    [InlineData("SID=new; Path=/", "/home", "SID=new")]
    [InlineData("SID=new", "/home", "SID=new")]
    [InlineData("SID=new; Path=/app", "/app/x", "SID=new")]
    [InlineData("SID=new; Path=/app", "/home", "SID=old")]
    [InlineData("SID=new; Path=/; Domain=example.com", "/home", "SID=new")]
    [InlineData("SID=; Path=/; Max-Age=0", "/home", null)]
    [InlineData("sid=new; Path=/", "/home", "sid=new; SID=old")]
    [InlineData("other=1; Path=/", "/home", "other=1; SID=old")]
    [InlineData("SID=new; Path=/; Domain=evil.example", "/home", "SID=old")]
    [InlineData("SID=new; Path=/; Secure", "/home", "SID=old")]
    public void A_calls_own_cookie_yields_to_what_the_server_sets_meanwhile(
        string set, string location, string? expected)
    {
        using var server = new FakeServer(
            sent => sent.Url.EndsWith("login", StringComparison.Ordinal)
                ? FakeServer.Reply(302, "", ("Location", location), ("Set-Cookie", set))
                : FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        session.Get("http://h.example.com/login", new() { Cookies = { ["SID"] = "old" } });

        Assert.Equal("SID=old", server.Sent[0].Headers["Cookie"]);
        Assert.Equal(expected, server.Sent[1].Headers["Cookie"]);
    }

    [Fact]
    public void It_yields_to_a_challenge_and_to_a_retry_too()
    {
        var count = 0;
        using var server = new FakeServer(_ => ++count switch
        {
            1 => FakeServer.Reply(503, "", ("Set-Cookie", "a=2; Path=/")),
            2 => FakeServer.Reply(
                401,
                "",
                ("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\""),
                ("Set-Cookie", "a=3; Path=/")),
            _ => FakeServer.Reply(200),
        });
        using var session = new HttpSession(new()
        {
            Transport = server,
            Retry = new RetryPolicy(1) { BackoffFactor = 0 },
            Auth = Auth.Digest("u", "p"),
        });

        session.Get("http://h.example/", new() { Cookies = { ["a"] = "1" } });

        Assert.Equal(["a=1", "a=2", "a=3"], server.Sent.Select(sent => sent.Headers["Cookie"]));
    }

    [Fact]
    public void It_is_back_with_the_next_call_and_stays_where_no_jar_is_kept()
    {
        using var server = new FakeServer(
            sent => sent.Url.EndsWith("login", StringComparison.Ordinal)
                ? FakeServer.Reply(302, "", ("Location", "/home"), ("Set-Cookie", "a=new; Path=/"))
                : FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        using var none = new HttpSession(new() { Transport = server, Cookies = CookieJar.None });
        RequestOptions options = new() { Cookies = { ["a"] = "old" } };

        session.Get("http://h.example/login", options);
        session.Get("http://h.example/", options);
        none.Get("http://h.example/login", options);

        Assert.Equal(["a=old", "a=new", "a=old", "a=old", "a=old"], server.Sent.Select(sent => sent.Headers["Cookie"]));
    }

    [Theory]
    [InlineData("http://localhost/")]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://LOCALHOST/")]
    [InlineData("http://localhost./")]
    [InlineData("http://app.localhost/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1.2.3:8080/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    public void A_secure_cookie_is_kept_and_sent_back_on_this_machine(string url)
    {
        using var rig = new CookieRig();

        rig.Receive(url, "token=t; Secure; HttpOnly", "__Host-a=1; Secure; Path=/", "__Secure-b=2; Secure");

        Assert.Equal("token=t; __Host-a=1; __Secure-b=2", rig.Sent(url));
        Assert.Equal(3, rig.Jar.For(url).Count);
        rig.Jar.Set(url, new Cookie { Name = "own", Value = "1", Secure = true });
        Assert.Equal("token=t; __Host-a=1; __Secure-b=2; own=1", rig.Sent(url));
    }

    [Theory]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://notlocalhost/")]
    [InlineData("http://128.0.0.1/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("http://[::2]/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://0.0.0.0/")]
    public void It_is_refused_on_another_one(string url)
    {
        using var rig = new CookieRig();

        rig.Receive(url, "token=t; Secure");

        Assert.Null(rig.Sent(url));
    }
}
