namespace Peregrine;

public sealed class CookieTests
{
    private static readonly DateTimeOffset Now = FakeTime.Start;

    [Fact]
    public void Reads_the_attributes()
    {
        var cookie = Parse("sid=a=b; Path=/x; Secure; HttpOnly; Max-Age=60; Expires=Thu, 01 Jan 2099 00:00:00 GMT");

        Assert.Equal(
            ("sid", "a=b", "/x", true, true), (cookie.Name, cookie.Value, cookie.Path, cookie.Secure, cookie.HttpOnly));
        Assert.Equal(Now.AddSeconds(60), cookie.Expires);
    }

    [Theory]
    [InlineData("novalue")]
    [InlineData("=value")]
    [InlineData("a=b\u0001")]
    public void Ignores_a_line_without_a_name_or_with_a_control(string line) =>
        Assert.Null(SetCookie.Parse(new Header("Set-Cookie", line), new Uri("http://h.example/"), Now));

    [Fact]
    public void A_life_is_at_most_400_days() =>
        Assert.Equal(Now.AddDays(400), Parse("a=b; Max-Age=99999999999").Expires);

    [Fact]
    public void A_jar_sends_back_what_was_set_by_host_path_and_scheme()
    {
        using var server = new FakeServer(sent => sent.Url.EndsWith("/set", StringComparison.Ordinal)
            ? FakeServer.Reply(
                200,
                "",
                ("Set-Cookie", "a=1; Path=/"),
                ("Set-Cookie", "deep=2; Path=/x"),
                ("Set-Cookie", "s=3; Secure; Path=/"))
            : FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        session.Get("https://h.example/set");
        session.Get("https://h.example/x/y");
        session.Get("http://h.example/xy");
        session.Get("https://other.example/x");

        Assert.Equal("deep=2; a=1; s=3", server.Sent[1].Headers["Cookie"]);
        Assert.Equal("a=1", server.Sent[2].Headers["Cookie"]);
        Assert.Null(server.Sent[3].Headers["Cookie"]);
        Assert.Equal(3, session.Cookies.Count);
    }

    [Fact]
    public void A_cookie_that_has_ended_is_removed_and_not_sent()
    {
        var time = new FakeTime();
        using var server = new FakeServer(
            FakeServer.Reply(200, "", ("Set-Cookie", "a=1; Max-Age=10")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, TimeProvider = time });

        session.Get("http://h.example/");
        time.Advance(TimeSpan.FromSeconds(10));
        session.Get("http://h.example/");

        Assert.Null(server.Sent[1].Headers["Cookie"]);
    }

    [Fact]
    public void Cookies_of_one_call_join_those_of_the_jar_and_win()
    {
        using var server = new FakeServer(
            FakeServer.Reply(200, "", ("Set-Cookie", "a=jar"), ("Set-Cookie", "b=jar")),
            FakeServer.Reply(200),
            FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        session.Get("http://h.example/");
        session.Get("http://h.example/", new() { Cookies = { ["a"] = "own", ["gone"] = null } });
        session.Get("http://h.example/");

        Assert.Equal("b=jar; a=own", server.Sent[1].Headers["Cookie"]);
        Assert.Equal("a=jar; b=jar", server.Sent[2].Headers["Cookie"]);
    }

    [Fact]
    public void A_closed_jar_stays_empty()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200, "", ("Set-Cookie", "a=1")));
        using var session = new HttpSession(new() { Transport = server, Cookies = CookieJar.None });

        var response = session.Get("http://h.example/");
        session.Get("http://h.example/");

        Assert.Equal("1", response.Cookies["a"]);
        Assert.Null(server.Sent[1].Headers["Cookie"]);
        Assert.Empty(session.Cookies);
    }

    [Theory]
    [InlineData("a;b")]
    [InlineData("a\r\nb")]
    public void A_value_that_would_start_another_cookie_is_refused(string value) =>
        Assert.Throws<ArgumentException>(() => new RequestOptions { Cookies = { ["a"] = value } });

    private static Cookie Parse(string line) =>
        SetCookie.Parse(new Header("Set-Cookie", line), new Uri("http://h.example/a/b"), Now)!;
}
