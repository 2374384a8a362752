using System.Net.Http.Json;

namespace Peregrine;

/// <summary>Sessions that share: <c>With</c>, handlers and clients made of a session, clients over a session.</summary>
public sealed class SharingTests
{
    [Fact]
    public void With_inherits_what_is_null_and_merges_headers_and_query()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200, "", ("Set-Cookie", "a=1; Path=/")));
        using var session = new HttpSession(new()
        {
            Transport = server,
            BaseUrl = "http://h.example/v1",
            Headers = { ["X-A"] = "1", ["X-B"] = "1" },
            Query = { ["k"] = "1", ["l"] = "1" },
            Auth = Auth.Bearer("user"),
        });
        using var admin = session.With(
            new() { Auth = Auth.Bearer("admin"), Headers = { ["x-b"] = "2", ["X-C"] = "3" }, Query = { ["l"] = 2 } });

        session.Get("/a");
        admin.Get("/b");

        var sent = server.Sent[1];
        Assert.Equal("http://h.example/v1/b?k=1&l=2", sent.Url);
        Assert.Equal(
            ("1", "2", "3", "Bearer admin"),
            (sent.Headers["X-A"], sent.Headers["X-B"], sent.Headers["X-C"], sent.Headers["Authorization"]));
        Assert.Equal("a=1", sent.Headers["Cookie"]);
        Assert.Same(session.Cookies, admin.Cookies);
    }

    [Fact]
    public void With_refuses_what_belongs_to_the_pool()
    {
        using var session = new HttpSession();

        Assert.Throws<ArgumentException>(() => session.With(new() { Cookies = new CookieJar() }));
        Assert.Throws<ArgumentException>(() => session.With(new() { Limits = new Limits() }));
        Assert.Throws<ArgumentException>(() => session.With(new() { TimeProvider = TimeProvider.System }));
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        Assert.Throws<ArgumentException>(() => session.With(new() { Transport = server }));
    }

    [Fact]
    public void A_session_made_by_with_ends_with_its_owner_and_does_not_end_it()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        var session = new HttpSession(new() { Transport = server });
        var child = session.With(new());

        session.With(new()).Dispose();
        Assert.Equal(200, child.Get("http://h.example/").StatusCode);
        session.Dispose();

        Assert.Throws<ObjectDisposedException>(() => child.Get("http://h.example/"));
        Assert.Throws<ObjectDisposedException>(() => child.With(new()));
    }

    [Fact]
    public void Options_changed_after_the_session_was_made_change_nothing()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        var options = new HttpSessionOptions { Transport = server, Headers = { ["X-A"] = "1" } };
        using var session = new HttpSession(options);

        options.Headers["X-A"] = "2";
        using var child = session.With(new() { Retry = 1 });
        child.Get("http://h.example/");

        Assert.Equal("1", server.Sent[0].Headers["X-A"]);
    }

    [Fact]
    public void What_belongs_to_connections_is_refused_beside_a_transport()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        Assert.Throws<ArgumentException>(
            () => new HttpSession(new() { Transport = server, Tls = TlsOptions.Insecure }));
        Assert.Throws<ArgumentException>(() => new HttpSession(new() { Transport = server, Limits = new Limits() }));
        Assert.Throws<ArgumentException>(() => session.Get("http://h.example/", new() { Tls = TlsOptions.Insecure }));
    }

    [Fact]
    public async Task An_http_client_of_a_session_has_its_retries_cookies_and_credentials()
    {
        var answers = new Queue<HttpResponseMessage>(
            [FakeServer.Reply(503, "", ("Set-Cookie", "a=1")), FakeServer.Json("""{"ok":true}""")]);
        using var server = new FakeServer(_ => answers.Dequeue());
        using var session = new HttpSession(new()
        {
            Transport = server,
            BaseUrl = "http://h.example/v1",
            Auth = Auth.Bearer("t"),
            Retry = new RetryPolicy(1) { BackoffFactor = 0 },
        });
        using var client = session.AsHttpClient();

        using var reply = await client.PutAsJsonAsync("items/1", new { name = "x" });

        Assert.True((await reply.Content.ReadFromJsonAsync<Dictionary<string, bool>>())!["ok"]);
        Assert.Equal(
            ["PUT http://h.example/v1/items/1", "PUT http://h.example/v1/items/1"],
            server.Sent.Select(sent => $"{sent.Method} {sent.Url}"));
        Assert.Equal("a=1", server.Sent[1].Headers["Cookie"]);
        Assert.Equal("Bearer t", server.Sent[1].Headers["Authorization"]);
        Assert.Equal("""{"name":"x"}""", server.Sent[1].Body);
        Assert.Equal("application/json; charset=utf-8", server.Sent[1].Headers["Content-Type"]);
        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
    }

    [Fact]
    public void An_http_client_of_a_session_gives_a_status_and_leaves_the_session_open()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(404, "no", ("X-A", "1"), ("X-A", "2")));
        using var session = new HttpSession(new() { Transport = server });
        using (var client = session.AsHttpClient())
        {
            using var message =
                new HttpRequestMessage(HttpMethod.Get, "http://h.example/") { Headers = { { "X-Mine", ["a", "b"] } } };
            using var reply = client.Send(message);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, reply.StatusCode);
            Assert.Equal(["1", "2"], reply.Headers.GetValues("X-A"));
        }

        Assert.Equal("a, b", server.Sent[0].Headers["X-Mine"]);
        Assert.Equal(404, session.Get("http://h.example/").StatusCode);
    }

    [Fact]
    public async Task An_http_client_says_which_codings_are_left()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200, "x", ("Content-Encoding", "foo")));
        using var session = new HttpSession(new() { Transport = server });
        using var client = session.AsHttpClient();

        using var reply = await client.GetAsync(new Uri("http://h.example/"), TestContext.Current.CancellationToken);

        Assert.Equal(["foo"], reply.Content.Headers.ContentEncoding);
        Assert.Equal(256 * 1024 * 1024, client.MaxResponseContentBufferSize);
    }

    [Fact]
    public async Task A_client_over_a_session_does_not_own_it()
    {
        using var server = new FakeServer(_ => FakeServer.Json("[1,2]"));
        using var session = new HttpSession(new() { Transport = server, BaseUrl = "http://h.example" });

        await using (var client = new Client(session))
        {
            var numbers = await client.NumbersAsync();
            Assert.Equal([1, 2], numbers);
        }

        Assert.Equal(200, session.Get("/").StatusCode);
    }

    [Fact]
    public void A_client_of_its_own_closes_its_session()
    {
        using var server = new FakeServer(_ => FakeServer.Json("[1,2]"));
        var client = new Client("http://h.example", new() { Transport = server });

        client.Dispose();

        Assert.Throws<ObjectDisposedException>(() => { _ = client.NumbersAsync(); });
        Assert.Throws<ArgumentException>(
            () => new Client("http://h.example", new() { BaseUrl = "http://other.example" }));
    }

    private sealed class Client : ApiClient
    {
        public Client(HttpSession session)
            : base(session)
        {
        }

        public Client(Url baseUrl, HttpSessionOptions options)
            : base(baseUrl, options)
        {
        }

        public Task<int[]> NumbersAsync() => Session.GetAsync<int[]>("/numbers");
    }
}
