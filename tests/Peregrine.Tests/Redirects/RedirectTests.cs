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
    [InlineData("POST", 301, "POST", "body")]
    [InlineData("POST", 302, "POST", "body")]
    [InlineData("POST", 303, "GET", "")]
    [InlineData("PUT", 301, "PUT", "body")]
    [InlineData("POST", 307, "POST", "body")]
    public void A_policy_can_keep_post(string method, int status, string expected, string body)
    {
        using var server = new FakeServer(FakeServer.Reply(status, "", ("Location", "/items/")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Redirects = new() { KeepPost = true } });

        session.Send(new HttpMethod(method), "http://h.example/items", new() { Body = Body.Text("body") });

        Assert.Equal(expected, server.Sent[1].Method);
        Assert.Equal(body, server.Sent[1].Body);
        Assert.Equal(body.Length > 0, server.Sent[1].Headers["Content-Type"] is not null);
    }

    [Fact]
    public void A_post_that_is_kept_shows_its_body_to_no_other_origin_and_is_sent_once_if_it_can_be_sent_once()
    {
        using var server = new FakeServer(
            sent => sent.Url.EndsWith('b')
                ? FakeServer.Reply(200)
                : FakeServer.Reply(301, "", ("Location", "http://other.example/b")));
        using var session = new HttpSession(new() { Transport = server, Redirects = new() { KeepPost = true } });

        Assert.Throws<RedirectException>(() => session.Post("http://h.example/a", new() { Json = 1 }));
        Assert.Throws<RedirectException>(
            () => session.Post("http://h.example/a", new() { Body = Body.Stream(new MemoryStream([1])) }));
        Assert.Equal(200, session.Post(
            "http://h.example/a",
            new() { Json = 1, Redirects = new() { KeepPost = true, KeepBody = true } }).StatusCode);
        Assert.Equal("POST", server.Sent[^1].Method);
        Assert.Equal("GET", session.Post("http://h.example/a", new() { Json = 1, Redirects = new() }).Method.Method);
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
        using var server = new FakeServer(
            FakeServer.Reply(302, "", ("Location", "http://h.example/b")), FakeServer.Reply(200));
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
        using var server = new FakeServer(
            FakeServer.Reply(307, "", ("Location", "http://other.example/b")), FakeServer.Reply(200));
        using var session = new HttpSession(
            new() { Transport = server, Redirects = new() { KeepHeaders = ["X-Trace", "Host"] } });

        session.Get("http://h.example/", new()
        {
            Headers =
            {
                ["Authorization"] = "Bearer x",
                ["Cookie"] = "a=b",
                ["X-Api-Key"] = "k",
                ["X-Trace"] = "t",
                ["Host"] = "virtual.example",
                ["Accept-Language"] = "de",
            },
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

        var refused = Assert.Throws<RedirectException>(
            () => session.Post("http://h.example/", new() { Body = Body.Stream(stream) }));

        Assert.Contains("can be sent only once", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fragment_is_inherited()
    {
        using var server = new FakeServer(FakeServer.Reply(302, "", ("Location", "/b")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        Assert.Equal("#part", session.Get("http://h.example/a#part").Url.Fragment);
    }

    [Theory]
    [InlineData("http://other.example/b")]
    [InlineData("http://h.example:8080/b")]
    [InlineData("https://h.example:444/b")]
    public void A_body_is_not_shown_to_another_origin_unless_told(string location)
    {
        using var redirecting = new FakeServer(
            sent => sent.Url.EndsWith("/a", StringComparison.Ordinal)
                ? FakeServer.Reply(307, "", ("Location", location))
                : FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = redirecting });

        var refused = Assert.Throws<RedirectException>(
            () => session.Post("http://h.example/a", new() { Form = { ["password"] = "s" } }));
        Assert.Contains("KeepBody", refused.Message, StringComparison.Ordinal);
        Assert.Single(redirecting.Sent);

        session.Post(
            "http://h.example/a", new() { Form = { ["password"] = "s" }, Redirects = new() { KeepBody = true } });
        Assert.Equal("password=s", redirecting.Sent[^1].Body);
    }

    [Fact]
    public void From_http_to_https_of_the_same_host_a_body_goes_along()
    {
        using var server = new FakeServer(
            FakeServer.Reply(308, "", ("Location", "https://h.example/a")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        session.Post("http://h.example/a", new() { Body = Body.Text("x") });

        Assert.Equal(("POST", "x"), (server.Sent[1].Method, server.Sent[1].Body));
    }

    [Fact]
    public void Two_places_at_once_and_an_empty_one_are_refused()
    {
        using var two = new FakeServer(FakeServer.Reply(302, "", ("Location", "/a"), ("Location", "/b")));
        using var same = new FakeServer(
            FakeServer.Reply(302, "", ("Location", "/a"), ("Location", "/a")), FakeServer.Reply(200));
        using var empty = new FakeServer(FakeServer.Reply(302, "", ("Location", "")));

        Assert.Contains("2 places", Refused(two).Message, StringComparison.Ordinal);
        Assert.Contains("empty Location", Refused(empty).Message, StringComparison.Ordinal);
        using var session = new HttpSession(new() { Transport = same });
        Assert.Equal("/a", session.Get("http://h.example/").Url.AbsolutePath);

        static RedirectException Refused(FakeServer server)
        {
            using var session = new HttpSession(new() { Transport = server });
            return Assert.Throws<RedirectException>(() => session.Get("http://h.example/"));
        }
    }

    [Fact]
    public void The_verdict_function_sees_the_hop_and_decides()
    {
        RedirectContext? seen = null;
        using var server = new FakeServer(
            sent => sent.Url.EndsWith("/end", StringComparison.Ordinal)
                ? FakeServer.Reply(200)
                : FakeServer.Reply(302, "here", ("Location", "http://other.example/end")));
        using var session = new HttpSession(new() { Transport = server });

        Assert.Equal(200, Get(RedirectVerdict.Follow).StatusCode);
        Assert.Equal(
            (true, 302, "http://other.example/end", 1),
            (seen!.IsCrossOrigin, seen.Response.StatusCode, seen.Next.Url.AbsoluteUri, seen.History.Count));
        var stopped = Get(RedirectVerdict.Stop);
        Assert.Equal((302, "here", 0), (stopped.StatusCode, stopped.Text, stopped.History.Count));
        var refused = Assert.Throws<RedirectException>(() => Get(RedirectVerdict.Refuse));
        Assert.Contains("verdict function refuses", refused.Message, StringComparison.Ordinal);
        Assert.Single(refused.History);

        Response Get(RedirectVerdict verdict) => session.Get("http://h.example/", new()
        {
            Redirects = new()
            {
                Verdict = context =>
                {
                    seen = context;
                    return verdict;
                },
            },
        });
    }

    [Fact]
    public void The_verdict_function_cannot_allow_what_the_policy_forbids()
    {
        using var server = new FakeServer(FakeServer.Reply(302, "", ("Location", "http://h.example/")));
        using var session = new HttpSession(
            new() { Transport = server, Redirects = new() { Verdict = _ => RedirectVerdict.Follow } });

        Assert.Throws<RedirectException>(() => session.Get("https://h.example/"));
    }

    [Fact]
    public void A_large_or_damaged_body_of_a_redirect_does_no_harm()
    {
        using var server = new FakeServer(
            FakeServer.Reply(302, new string('x', 70_000), ("Location", "/b")),
            FakeServer.Reply(302, "no gzip", ("Location", "/c"), ("Content-Encoding", "gzip")),
            FakeServer.Reply(302, "small", ("Location", "/d")),
            FakeServer.Reply(200, "end"));
        using var session = new HttpSession(new() { Transport = server });

        var response = session.Get("http://h.example/");

        Assert.Equal("end", response.Text);
        Assert.Throws<InvalidOperationException>(() => response.History[0].Text);
        Assert.Throws<InvalidOperationException>(() => response.History[1].Bytes);
        Assert.Equal("small", response.History[2].Text);
    }

    [Fact]
    public void The_body_of_a_redirect_that_is_given_is_an_error_when_it_could_not_be_read()
    {
        using var server = new FakeServer(
            FakeServer.Reply(302, "no gzip", ("Location", "/c"), ("Content-Encoding", "gzip")));
        using var session = new HttpSession(
            new() { Transport = server, Redirects = new() { Verdict = _ => RedirectVerdict.Stop } });

        Assert.Throws<DecodingException>(() => session.Get("http://h.example/"));
    }

    [Fact]
    public void No_referer_is_made()
    {
        using var server = new FakeServer(FakeServer.Reply(302, "", ("Location", "/b")), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        session.Get("http://u:p@h.example/a");

        Assert.All(server.Sent, one => Assert.Null(one.Headers["Referer"]));
    }
}
