using System.Text.Json.Nodes;

namespace Peregrine;

public sealed class RequestBuilderTests
{
    [Fact]
    public void Adds_the_query_of_the_session_and_of_the_call_to_that_of_the_url()
    {
        using var session = new HttpSession(new() { BaseUrl = "https://h.example", Query = { ["key"] = "k" } });

        var url = session.Build(HttpMethod.Get, "/p?x=1&x=2", new()
        {
            Query = { ["page"] = 1, ["tag"] = new[] { "a b", "c&d" }, ["none"] = null, ["on"] = true, ["size"] = 1.5 },
        }).Url;

        Assert.Equal("https://h.example/p?x=1&x=2&key=k&page=1&tag=a%20b&tag=c%26d&on=true&size=1.5", url.AbsoluteUri);
    }

    [Fact]
    public void Sends_defaults_that_a_null_removes()
    {
        using var session = new HttpSession(new() { Headers = { ["Accept"] = null, ["X-S"] = "s" } });

        var plain = session.Build(HttpMethod.Get, "https://h.example/").Headers;
        var own = session.Build(
            HttpMethod.Get, "https://h.example/", new() { Headers = { ["x-s"] = null, ["User-Agent"] = "me" } })
            .Headers;

        Assert.StartsWith("Peregrine/", plain["User-Agent"], StringComparison.Ordinal);
        Assert.Null(plain["Accept"]);
        Assert.Equal("s", plain["X-S"]);
        Assert.Null(own["X-S"]);
        Assert.Equal("me", own["User-Agent"]);
    }

    [Fact]
    public void A_form_is_urlencoded_with_plus_for_a_space()
    {
        using var session = new HttpSession();

        var request = session.Build(
            HttpMethod.Post,
            "https://h.example/",
            new() { Form = { ["a b"] = "c d&~*", ["n"] = null, ["l"] = new[] { 1, 2 } } });

        Assert.Equal("a+b=c+d%26%7E*&l=1&l=2", TextOf(request));
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
    }

    [Fact]
    public void Json_is_written_with_the_defaults_of_the_web()
    {
        using var session = new HttpSession();

        Assert.Equal("""{"userName":"alice","age":30}""", TextOf(Post(session, new { UserName = "alice", Age = 30 })));
        Assert.Equal("\"text\"", TextOf(Post(session, "text")));
        Assert.Equal("[1,2]", TextOf(Post(session, new JsonArray(1, 2))));
        Assert.Null(Post(session, null).Body);
    }

    [Fact]
    public void A_value_that_json_can_not_hold_is_wrong_use()
    {
        using var session = new HttpSession();
        var cycle = new List<object>();
        cycle.Add(cycle);

        Assert.Throws<ArgumentException>(() => Post(session, cycle));
        Assert.Throws<ArgumentException>(() => Post(session, new { Type = typeof(string) }));
    }

    [Fact]
    public void Two_bodies_are_refused()
    {
        using var session = new HttpSession();

        Assert.Throws<ArgumentException>(
            () => session.Build(HttpMethod.Post, "https://h.example/", new() { Json = 1, Form = { ["a"] = 1 } }));
        Assert.Throws<ArgumentException>(
            () => session.Build(HttpMethod.Post, "https://h.example/", new() { Json = 1, Body = Body.Text("x") }));
        Assert.Throws<ArgumentException>(() => session.Build(
            HttpMethod.Post,
            "https://h.example/",
            new() { Files = { ["a"] = Upload.Text("x") }, Body = Body.Text("x") }));
    }

    [Fact]
    public void The_content_type_of_the_call_beats_the_body_and_that_of_the_session_yields_to_it()
    {
        using var session = new HttpSession(new() { Headers = { ["Content-Type"] = "application/session" } });

        Assert.Null(session.Build(HttpMethod.Get, "https://h.example/").Headers["Content-Type"]);
        Assert.Equal("application/session", Post(session, 1).Headers["Content-Type"]);
        Assert.Equal("application/own", session.Build(HttpMethod.Post, "https://h.example/", new()
        {
            Json = 1,
            Headers = { ["Content-Type"] = "application/own" },
        }).Headers["Content-Type"]);
        var multipart = session.Build(
            HttpMethod.Post,
            "https://h.example/",
            new() { Files = { ["f"] = Upload.Text("x") }, Headers = { ["Content-Type"] = "text/plain" } });
        Assert.StartsWith(
            "multipart/form-data; boundary=", multipart.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_and_credentials_of_a_session_with_a_base_url_stay_at_its_origin()
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example",
            Query = { ["api_key"] = "s3cr3t" },
            Headers = { ["X-Tenant"] = "t", ["Accept-Language"] = "de" },
        });

        var other = session.Build(HttpMethod.Get, "https://other.example/x");

        Assert.Null(other.Headers["X-Tenant"]);
        Assert.Equal("de", other.Headers["Accept-Language"]);
        Assert.Equal("", other.Url.Query);
    }

    [Fact]
    public void Options_are_read_and_never_written()
    {
        using var session = new HttpSession();
        var options = new RequestOptions { Query = { ["a"] = 1 } };

        session.Build(HttpMethod.Get, "https://h.example/", options);

        Assert.Null(options.HeadersOrNull);
        Assert.Null(options.CookiesOrNull);
    }

    [Fact]
    public void A_request_is_immutable_and_changes_by_with()
    {
        using var session = new HttpSession();
        var request = session.Build(HttpMethod.Get, "https://h.example/a", new() { Tags = { ["t"] = 1 } });

        var signed = request with { Headers = request.Headers.With("X-Sig", "1") };

        Assert.Null(request.Headers["X-Sig"]);
        Assert.Equal("1", signed.Headers["X-Sig"]);
        Assert.Equal(1, signed.Tags["t"]);
        Assert.Throws<InvalidUrlException>(() => request with { Url = new Uri("ftp://h.example/") });
    }

    [Fact]
    public void Userinfo_becomes_credentials_and_leaves_the_url()
    {
        using var session = new HttpSession();

        var request = session.Build(HttpMethod.Get, "https://us%40er:pa%3Ass@h.example/a");

        Assert.Equal("https://h.example/a", request.Url.AbsoluteUri);
        Assert.Equal(
            "Basic " + Convert.ToBase64String("us@er:pa:ss"u8),
            request.Settings!.Auth.Sign(request).Headers["Authorization"]);
    }

    private static Request Post(HttpSession session, object? json) =>
        session.Build(HttpMethod.Post, "https://h.example/", new() { Json = json });

    private static string TextOf(Request request) =>
        System.Text.Encoding.UTF8.GetString(request.Body!.InMemory!.Value.Span);
}
