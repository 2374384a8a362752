namespace Peregrine;

/// <summary>What is sent along to the next page: all of the call at its origin, what is harmless at another.</summary>
public sealed class PageOriginTests
{
    private static readonly Paging Listed = Paging.NextUrl("/next", items: "/items");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_the_same_origin_the_queries_add_only_names_that_the_url_lacks(bool blocking)
    {
        var server = new FakeServer(
            FakeServer.Json("""{"next":"/b?v=9&own=%2f","items":[]}"""),
            FakeServer.Json("""{"next":"/c","items":[]}"""),
            FakeServer.Json("""{"items":[]}"""));
        using var session = Paged.Session(server, new() { Query = { ["v"] = 1, ["key"] = "k", ["off"] = 1 } });

        await session.NumbersAsync(
            blocking, "/a?first=1", Listed, new() { Query = { ["own"] = new[] { "1", "2" }, ["off"] = null } });

        Assert.Equal(
            ["/a?first=1&v=1&key=k&own=1&own=2", "/b?v=9&own=%2f&key=k", "/c?v=1&key=k&own=1&own=2"],
            server.Asked());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_origin_gets_the_harmless_headers_and_nothing_that_says_who_calls(bool blocking)
    {
        foreach (var hasBase in new[] { true, false })
        {
            var server = new FakeServer(
                FakeServer.Json("""{"next":"https://user:pw@other.test/b","items":[1]}"""),
                FakeServer.Json("""{"next":"https://api.test/c","items":[2]}"""),
                FakeServer.Json("""{"next":"/d","items":[3]}"""),
                FakeServer.Json("""{"items":[4]}"""));
            using var session = new HttpSession(new()
            {
                BaseUrl = hasBase ? Paged.Root : null,
                Transport = server,
                Auth = Auth.Bearer("of-the-session"),
                Headers = { ["X-Session"] = "1" },
                Query = { ["key"] = "secret" },
            });

            Assert.Equal([1, 2, 3, 4], await session.NumbersAsync(blocking, Paged.Root + "/a", Listed, Options()));
            Assert.Equal(
                [
                    "https://api.test/a?key=secret&own=secret", "https://other.test/b", "https://api.test/c",
                    "https://api.test/d",
                ],
                server.Sent.Select(sent => sent.Url));
            Assert.Equal("1", server.Sent[0].Headers["X-Session"]);
            Assert.All(server.Sent.Skip(1), AssertHarmless);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_credentials_of_the_call_stay_at_its_origin_too(bool blocking)
    {
        var server = new FakeServer(
            FakeServer.Json("""{"next":"https://other.test/b","items":[1]}"""),
            FakeServer.Json("""{"items":[2]}"""));
        using var session = new HttpSession(new() { Transport = server });
        var options = Options();
        options.Auth = ("alice", "secret");

        await session.NumbersAsync(blocking, Paged.Root + "/a", Listed, options);

        Assert.NotNull(server.Sent[0].Headers["Authorization"]);
        AssertHarmless(server.Sent[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_base_url_gets_no_credentials_where_another_origin_leads_to_it(bool blocking)
    {
        var server = new FakeServer(
            FakeServer.Json("""{"next":"https://api.test/b","items":[1]}"""),
            FakeServer.Json("""{"items":[2]}"""));
        using var session = Paged.Session(server, new()
        {
            Auth = Auth.Bearer("of-the-session"),
            Headers = { ["X-Session"] = "1" },
            Query = { ["key"] = "secret" },
        });

        await session.NumbersAsync(blocking, "https://other.test/a", Listed);

        Assert.Equal(["https://other.test/a", "https://api.test/b"], server.Sent.Select(sent => sent.Url));
        Assert.All(server.Sent, AssertHarmless);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_was_redirected_elsewhere_leads_on_as_from_there(bool blocking)
    {
        var server = new FakeServer(sent => sent.Url switch
        {
            "https://api.test/a" => FakeServer.Reply(307, "", ("Location", "https://other.test/x")),
            "https://other.test/x" => FakeServer.Reply(307, "", ("Location", "https://api.test/y")),
            "https://api.test/y" => FakeServer.Json("""{"next":"/z","items":[1]}"""),
            _ => FakeServer.Json("""{"items":[2]}"""),
        });
        using var session = Paged.Session(server, new() { Auth = Auth.Bearer("of-the-session") });

        Assert.Equal([1, 2], await session.NumbersAsync(blocking, "/a", Listed));
        Assert.Equal("https://api.test/z", server.Sent[^1].Url);
        Assert.All(server.Sent.Skip(1), AssertHarmless);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cursor_goes_to_the_url_of_the_call_with_its_credentials_after_a_redirect_too(bool blocking)
    {
        var server = new FakeServer(sent => new Uri(sent.Url).Host == "api.test"
            ? FakeServer.Reply(307, "", ("Location", "https://other.test/x" + new Uri(sent.Url).Query))
            : FakeServer.Json(sent.Url.Contains("c=", StringComparison.Ordinal) ? "{}" : """{"next":"n"}"""));
        using var session = Paged.Session(server, new() { Auth = Auth.Bearer("t") });

        await session.PagesAsync(blocking, "/a", Paging.Cursor("c", "/next"));

        Assert.Equal(
            ["https://api.test/a", "https://other.test/x", "https://api.test/a?c=n", "https://other.test/x?c=n"],
            server.Sent.Select(sent => sent.Url));
        Assert.Equal(
            ["Bearer t", null, "Bearer t", null], server.Sent.Select(sent => sent.Headers["Authorization"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_https_to_http_no_page_is_asked_for(bool blocking)
    {
        var server = new FakeServer(_ => FakeServer.Json("""{"next":"http://api.test/b?key=secret","items":[1]}"""));
        using var session = Paged.Session(
            server, new() { Redirects = new RedirectPolicy { AllowDowngrade = true } });

        var (before, failure) = await session.FailingAsync<int, ProtocolException>(blocking, "/a", Listed);

        Assert.Equal([1], before);
        Assert.Equal(
            "Page 1, GET https://api.test/a, leads from https to http://api.test/b, which is not asked for.",
            failure.Message);
        Assert.Equal("http://api.test/b?key=secret", failure.Request.Url.AbsoluteUri);
        Assert.Single(server.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cookies_are_chosen_by_the_jar_for_each_page(bool blocking)
    {
        var server = new FakeServer(
            FakeServer.Reply(
                200, """{"next":"/b","items":[]}""", ("Set-Cookie", "sid=1"), ("Content-Type", "application/json")),
            FakeServer.Json("""{"next":"https://other.test/","items":[]}"""),
            FakeServer.Json("""{"items":[]}"""));
        using var session = Paged.Session(server);

        await session.NumbersAsync(blocking, "/a", Listed);

        Assert.Equal([null, "sid=1", null], server.Sent.Select(sent => sent.Headers["Cookie"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Credentials_that_name_their_origin_go_there_as_after_a_redirect(bool blocking)
    {
        var server = new FakeServer(
            FakeServer.Json("""{"next":"https://other.test/b","items":[]}"""), FakeServer.Json("""{"items":[]}"""));
        using var session = Paged.Session(
            server,
            new()
            {
                Auth = Auth.For(("https://api.test", Auth.Bearer("a")), ("https://other.test", Auth.Bearer("b"))),
            });

        await session.NumbersAsync(blocking, "/a", Listed);

        Assert.Equal(["Bearer a", "Bearer b"], server.Sent.Select(sent => sent.Headers["Authorization"]));
    }

    private static readonly string[] Harmless = ["Accept", "Accept-Encoding", "Accept-Language", "User-Agent", "Host"];

    private static RequestOptions Options() => new()
    {
        Headers = { ["Accept-Language"] = "de", ["X-Own"] = "1", ["X-Api-Key"] = "secret" },
        Query = { ["own"] = "secret" },
        Cookies = { ["c"] = "secret" },
    };

    private static void AssertHarmless(SentRequest sent) => Assert.All(
        sent.Headers,
        field => Assert.Contains(field.Name, Harmless));
}
