namespace Peregrine;

public sealed class RedirectTests
{
    [Theory]
    [InlineData("POST", 301, "GET", false)]
    [InlineData("POST", 302, "GET", false)]
    [InlineData("PUT", 302, "PUT", true)]
    [InlineData("POST", 303, "GET", false)]
    [InlineData("PUT", 303, "GET", false)]
    [InlineData("HEAD", 303, "HEAD", true)]
    [InlineData("POST", 307, "POST", true)]
    [InlineData("DELETE", 308, "DELETE", true)]
    public void Changes_the_method_as_browsers_do(string method, int status, string expected, bool keepsBody)
    {
        using var server = new FakeServer(FakeServer.Reply(status, "", ("Location", "/next")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        session.Send(new HttpMethod(method), "http://h.example/a", new() { Body = Body.Text("body") });

        Assert.Equal(expected, server.Sent[1].Method);
        Assert.Equal(keepsBody ? "body" : "", server.Sent[1].Body);
        Assert.Equal(keepsBody, server.Sent[1].Headers["Content-Type"] is not null);
    }

    [Theory]
    [InlineData("/b", "http://h.example/b")]
    [InlineData("b", "http://h.example/a/b")]
    [InlineData("?q=1", "http://h.example/a/x?q=1")]
    [InlineData("//other.example/b", "http://other.example/b")]
    [InlineData("https://h.example/b", "https://h.example/b")]
    [InlineData("../b", "http://h.example/b")]
    [InlineData("/ü b", "http://h.example/%C3%BC%20b")]
    public void Resolves_the_location_with_the_parser_that_connects(string location, string expected)
    {
        using var server = new FakeServer(FakeServer.Reply(302, "", ("Location", location)), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        var response = session.Get("http://h.example/a/x");

        Assert.Equal(expected, response.Url.AbsoluteUri);
        Assert.Single(response.History);
    }

    [Theory]
    [InlineData("https://h.example/", "http://h.example/")]
    [InlineData("http://h.example/", "ftp://h.example/")]
    [InlineData("http://h.example/", "file:///etc/passwd")]
    [InlineData("http://h.example/", "javascript:alert(1)")]
    [InlineData("http://h.example/", "http://a\\@b/")]
    public void Refuses_a_place_where_the_request_must_not_go(string from, string location)
    {
        using var server = new FakeServer(FakeServer.Reply(302, "", ("Location", location)));
        using var session = new HttpSession(new() { Transport = server });

        var refused = Assert.Throws<RedirectException>(() => session.Get(from));

        Assert.Single(refused.History);
        Assert.Single(server.Sent);
    }

    [Fact]
    public void Follows_a_downgrade_when_told()
    {
        using var server = new FakeServer(FakeServer.Reply(302, "", ("Location", "http://h.example/b")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Redirects = new() { AllowDowngrade = true } });

        Assert.Equal(200, session.Get("https://h.example/a").StatusCode);
    }

    [Fact]
    public void Stops_after_twenty_and_keeps_the_history()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(302, "", ("Location", "/again")));
        using var session = new HttpSession(new() { Transport = server });

        var refused = Assert.Throws<RedirectException>(() => session.Get("http://h.example/"));

        Assert.Equal(21, server.Sent.Count);
        Assert.Equal(21, refused.History.Count);
        Assert.Contains("GET http://h.example/ was redirected more than 20", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public void Gives_the_redirect_when_told_not_to_follow()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(302, "", ("Location", "/b")));
        using var session = new HttpSession(new() { Transport = server });

        var response = session.Get("http://h.example/", new() { Redirects = RedirectPolicy.None });

        Assert.Equal(302, response.StatusCode);
        Assert.True(response.IsRedirect);
    }

    [Fact]
    public void Keeps_only_harmless_and_named_headers_across_origins()
    {
        using var server = new FakeServer(FakeServer.Reply(307, "", ("Location", "http://other.example/b")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Redirects = new() { KeepHeaders = ["X-Trace", "Host"] } });

        session.Get("http://h.example/", new()
        {
            Headers = { ["Authorization"] = "Bearer x", ["Cookie"] = "a=b", ["X-Api-Key"] = "k", ["X-Trace"] = "t", ["Host"] = "virtual.example", ["Accept-Language"] = "de" },
        });

        var next = server.Sent[1].Headers;
        Assert.Null(next["Authorization"]);
        Assert.Null(next["Cookie"]);
        Assert.Null(next["X-Api-Key"]);
        Assert.Null(next["Host"]);
        Assert.Equal("t", next["X-Trace"]);
        Assert.Equal("de", next["Accept-Language"]);
    }

    [Fact]
    public void A_body_that_can_be_sent_once_is_not_redirected_silently()
    {
        using var server = new FakeServer(FakeServer.Reply(307, "", ("Location", "/b")));
        using var session = new HttpSession(new() { Transport = server });
        using var stream = new MemoryStream([1, 2, 3]);

        var refused = Assert.Throws<RedirectException>(() => session.Post("http://h.example/", new() { Body = Body.Stream(stream) }));

        Assert.Contains("can be sent only once", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fragment_is_inherited()
    {
        using var server = new FakeServer(FakeServer.Reply(302, "", ("Location", "/b")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        Assert.Equal("#part", session.Get("http://h.example/a#part").Url.Fragment);
    }
}
