namespace Peregrine;

/// <summary>
/// What a session sets is a default: its query where nobody else names it, its content type for JSON.
/// </summary>
public sealed class SessionDefaultTests
{
    [Theory]
    [InlineData("/items", "?key=k&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?page=2", "?page=2&key=k&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?key=other", "?key=other&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?key", "?key&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?key=", "?key=&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?%6Bey=x", "?%6Bey=x&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?tag=z", "?tag=z&key=k&a%20b=c")]
    [InlineData("/items?a+b=z&tag=", "?a+b=z&tag=&key=k")]
    [InlineData("/items?a%20b=z", "?a%20b=z&key=k&tag=a&tag=b")]
    [InlineData("/items?KEY=x", "?KEY=x&key=k&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?xkey=x&keyx=y", "?xkey=x&keyx=y&key=k&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?x=key&y=%26key%3D", "?x=key&y=%26key%3D&key=k&tag=a&tag=b&a%20b=c")]
    [InlineData("/items?key=k&tag=a&tag=b&a%20b=c&page=2", "?key=k&tag=a&tag=b&a%20b=c&page=2")]
    [InlineData("https://h.example/items?key=k&page=2", "?key=k&page=2&tag=a&tag=b&a%20b=c")]
    [InlineData("https://other.example/items?page=2", "?page=2")]
    public void A_sessions_parameter_is_left_out_where_the_url_names_it(string url, string expected)
    {
        using var session = Session();

        Assert.Equal(expected, session.Build(HttpMethod.Get, url).Url.Query);
        Assert.Equal(expected, session.Build(HttpMethod.Get, url).Url.Query);
    }

    [Fact]
    public void It_is_left_out_where_the_call_names_it()
    {
        using var session = Session();

        Assert.Equal("?tag=a&tag=b&a%20b=c&key=own", Built(new() { Query = { ["key"] = "own" } }));
        Assert.Equal("?key=k&a%20b=c&tag=z", Built(new() { Query = { ["tag"] = "z" } }));
        Assert.Equal("?key=k&tag=a&tag=b&a%20b=c&page=1", Built(new() { Query = { ["page"] = 1 } }));
        Assert.Equal("?tag=a&tag=b&a%20b=c", Built(new() { Query = { ["key"] = null } }));
        Assert.Equal("?key=k&a%20b=c", Built(new() { Query = { ["tag"] = Array.Empty<string>() } }));

        string Built(RequestOptions options) => session.Build(HttpMethod.Get, "/items", options).Url.Query;
    }

    [Fact]
    public void What_a_call_names_is_added_to_what_the_url_has()
    {
        using var session = Session();

        Assert.Equal(
            "?key=url&tag=a&tag=b&a%20b=c&key=own",
            session.Build(HttpMethod.Get, "/items?key=url", new() { Query = { ["key"] = "own" } }).Url.Query);
    }

    [Fact]
    public void It_does_not_grow_from_page_to_page()
    {
        using var server = new FakeServer(sent => FakeServer.Reply(200, "[]", (
            "Link",
            $"<{sent.Url}{(sent.Url.Contains("page", StringComparison.Ordinal) ? "0" : "&page=1")}>; rel=\"next\"")));
        using var session = new HttpSession(
            new() { BaseUrl = "https://h.example", Query = { ["key"] = "k" }, Transport = server });
        Url next = "/items";
        for (var page = 0; page < 4; page++)
        {
            next = session.Get(next).Links["next"].Url;
        }

        Assert.Equal("https://h.example/items?key=k&page=100", server.Sent[^1].Url);
    }

    [Fact]
    public void A_sessions_content_type_is_that_of_json_alone()
    {
        using var session = new HttpSession(
            new() { Headers = { ["Content-Type"] = "application/vnd.api+json", ["X-S"] = "s" } });
        RequestOptions json = new() { Json = new { a = 1 } };

        Assert.Equal("application/vnd.api+json", TypeOf(json));
        Assert.Equal("application/vnd.api+json", TypeOf(json));
        Assert.Equal(
            "application/merge-patch+json",
            TypeOf(new() { Json = 1, Headers = { ["Content-Type"] = "application/merge-patch+json" } }));
        Assert.Null(TypeOf(new() { Json = 1, Headers = { ["content-type"] = null } }));
        Assert.Equal("application/x-www-form-urlencoded", TypeOf(new() { Form = { ["a"] = 1 } }));
        Assert.StartsWith(
            "multipart/form-data; boundary=",
            TypeOf(new() { Files = { ["f"] = Upload.Text("x") } }),
            StringComparison.Ordinal);
        Assert.Equal("text/csv", TypeOf(new() { Body = Body.Text("x", "text/csv") }));
        Assert.Equal("text/plain; charset=utf-8", TypeOf(new() { Body = Body.Text("x") }));
        Assert.Null(TypeOf(new() { Body = Body.Bytes(new byte[1]) }));
        Assert.Null(TypeOf(new()));
        Assert.Null(TypeOf(null));
        Assert.Equal("text/own", TypeOf(new() { Headers = { ["Content-Type"] = "text/own" } }));
        Assert.Equal("s", session.Build(HttpMethod.Get, "https://h.example/").Headers["X-S"]);

        string? TypeOf(RequestOptions? options) =>
            session.Build(HttpMethod.Post, "https://h.example/", options).Headers["Content-Type"];
    }

    [Fact]
    public void What_a_session_says_about_content_is_not_said_without_content()
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://h.example",
            Headers = { ["Content-Language"] = "de", ["content-encoding"] = "gzip", ["Content-Type"] = "a/b" },
        });

        foreach (var url in new[] { "/", "https://other.example/" })
        {
            var without = session.Build(HttpMethod.Get, url).Headers;
            var with = session.Build(HttpMethod.Post, url, new() { Json = 1 }).Headers;

            Assert.DoesNotContain(
                without, field => field.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase));
            Assert.Equal("de", with["Content-Language"]);
            Assert.Equal("gzip", with["Content-Encoding"]);
            Assert.Equal("a/b", with["Content-Type"]);
        }
    }

    private static HttpSession Session() => new(new()
    {
        BaseUrl = "https://h.example",
        Query = { { "key", "k" }, { "tag", new[] { "a", "b" } }, { "a b", "c" }, { "none", null } },
    });
}
