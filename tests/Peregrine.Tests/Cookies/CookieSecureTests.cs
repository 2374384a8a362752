namespace Peregrine;

/// <summary>
/// A Secure cookie is not sent over http, and a response over http can't replace, remove or hide it (RFC 6265bis,
/// section 5.7).
/// </summary>
public sealed class CookieSecureTests : IDisposable
{
    private readonly CookieRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_secure_cookie_is_not_taken_over_http_and_not_sent_over_it()
    {
        _rig.Receive("http://h.test/", "a=1; Secure").Receive("https://h.test/", "b=2; Secure");

        Assert.Null(_rig.Sent("http://h.test/"));
        Assert.Equal("b=2", _rig.Sent("https://h.test/"));
    }

    [Theory]
    [InlineData("sid=good; Secure", "http://h.example.com/", "sid=evil")]
    [InlineData("sid=good; Secure", "http://h.example.com/", "sid=evil; Path=/login/deep")]
    [InlineData("sid=good; Secure", "http://h.example.com/", "sid=evil; Max-Age=0")]
    [InlineData("sid=good; Secure", "http://h.example.com/", "sid=evil; Domain=example.com")]
    [InlineData("sid=good; Secure; Domain=example.com", "http://h.example.com/", "sid=evil")]
    [InlineData("sid=good; Secure; Domain=example.com", "http://other.example.com/", "sid=evil; Domain=example.com")]
    public void A_secure_cookie_is_not_overwritten_removed_or_hidden_from_http(string first, string url, string second)
    {
        _rig.Receive("https://h.example.com/", first + "; Path=/").Receive(url, second);

        Assert.Equal("good", _rig.Jar.Single().Value);
        Assert.Equal("sid=good", _rig.Sent("https://h.example.com/login/deep/er"));
    }

    [Theory]
    [InlineData("sid=good; Secure; Path=/login", "http://h.example.com/", "sid=other; Path=/")]
    [InlineData("sid=good; Secure; Path=/", "http://h.example.com/", "SID=other; Path=/")]
    [InlineData("sid=good; Secure; Path=/", "http://sibling.example.com/", "sid=other; Path=/")]
    [InlineData("sid=good; Path=/", "http://h.example.com/", "sid=other; Path=/login")]
    public void What_can_not_hide_it_is_taken(string first, string url, string second)
    {
        _rig.Receive("https://h.example.com/", first).Receive(url, second);

        Assert.Equal(["good", "other"], _rig.Jar.Select(cookie => cookie.Value));
    }

    [Fact]
    public void Under_TLS_a_secure_cookie_can_be_changed()
    {
        _rig.Receive("https://h.test/", "sid=1; Secure").Receive("https://h.test/", "sid=2");

        Assert.Equal("sid=2", _rig.Sent("http://h.test/"));
    }

    [Fact]
    public void A_host_prefix_keeps_siblings_out()
    {
        _rig.Receive(
            "https://evil.example.com/", "__Host-sid=1; Secure; Path=/; Domain=example.com",
            "__HOST-sid=2; Path=/", "__Secure-sid=3; Path=/")
            .Receive("http://www.example.com/", "__Host-sid=4; Secure; Path=/", "__secure-sid=5; Secure");

        Assert.Empty(_rig.Jar);
        Assert.Equal(
            "__Host-sid=6",
            _rig.Receive("https://www.example.com/", "__Host-sid=6; Secure; Path=/").Sent("https://www.example.com/a"));
        Assert.Null(_rig.Sent("https://evil.example.com/"));
    }

    [Fact]
    public void One_bad_line_among_good_ones_does_no_harm()
    {
        _rig.Receive(
            "https://h.test/", "good1=1", "b[ad]\u0001=x", "=noname",
            "a=" + new string('v', 5000), "x=1; Domain=com", "good2=2");

        Assert.Equal("good1=1; good2=2", _rig.Sent("https://h.test/"));
    }

    [Fact]
    public void A_comma_never_makes_a_second_cookie()
    {
        _rig.Receive("https://h.test/", "pref=x, sid=EVIL; Path=/");

        Assert.Equal("pref=x, sid=EVIL", _rig.Sent("https://h.test/"));
        Assert.Equal("pref", _rig.Jar.Single().Name);
    }

    [Fact]
    public void A_response_shows_what_it_sets_also_where_the_jar_keeps_it_not()
    {
        using var server = new FakeServer(FakeServer.Reply(
            200,
            "",
            ("Set-Cookie", "a=1; Secure; Max-Age=60"),
            ("Set-Cookie", "b=2; Domain=com"),
            ("Set-Cookie", "=c")));
        using var session = new HttpSession(new() { Transport = server, TimeProvider = _rig.Time });

        var cookies = session.Get("http://h.test/").Cookies;

        Assert.Equal(["a", "b"], cookies.Select(cookie => cookie.Name));
        Assert.Equal(
            (FakeTime.Start.AddSeconds(60), "h.test", true),
            (cookies[0].Expires, cookies[0].Domain, cookies[0].Secure));
        Assert.Empty(session.Cookies);
    }
}
