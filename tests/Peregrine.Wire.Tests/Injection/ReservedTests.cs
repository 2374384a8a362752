namespace Peregrine;

/// <summary>What frames a message, or belongs to the connection or a proxy, is the library's alone.</summary>
public sealed class ReservedTests
{
    public static TheoryData<string, string> Reserved => new()
    {
        { "Content-Length", "5" },
        { "content-length", "0" },
        { "Transfer-Encoding", "chunked" },
        { "TRANSFER-ENCODING", "xchunked" },
        { "Proxy-Authorization", "Basic dTpw" },
        { "Connection", "Upgrade" },
        { "Upgrade", "h2c" },
        { "TE", "gzip" },
        { "TE", "trailers, gzip" },
        { "TE", "trailers;q=1" },
        { "TE", "" },
        { "TE", "Trailers" },
        { "Trailer", "X" },
        { "Expect", "100-continue" },
        { "Keep-Alive", "timeout=5" },
    };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>
    /// There is nothing to refuse in a field that is not sent; what a message needs is written all the same.
    /// </summary>
    [Theory]
    [InlineData("Expect")]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Connection")]
    [InlineData("Keep-Alive")]
    [InlineData("Upgrade")]
    [InlineData("TE")]
    [InlineData("Host")]
    [InlineData("User-Agent")]
    public async Task Null_takes_any_field_away(string name)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        await session.PostAsync(
            "/",
            new() { Body = Body.Text("hello"), Headers = { [name] = null } },
            TestContext.Current.CancellationToken);

        var request = Assert.Single(server.Requests);
        Assert.Equal("hello"u8.ToArray(), request.Body);
        Assert.Equal($"127.0.0.1:{server.Port}", request.Field("Host"));
        Assert.Equal(name == "User-Agent", request.Field("User-Agent") is null);
    }

    [Theory]
    [MemberData(nameof(Reserved))]
    public async Task Is_refused_as_a_header_of_a_call_or_a_session(string name, string value)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        Assert.ThrowsAny<ArgumentException>(() => session.Get("/", new() { Headers = { [name] = value } }));
        Assert.ThrowsAny<ArgumentException>(
            () => session.Post("/", new() { Body = Body.Text("x"), Headers = { { name, value } } }));
        Assert.ThrowsAny<ArgumentException>(() => new HttpSession(new() { Headers = { [name] = value } }));
        Assert.ThrowsAny<ArgumentException>(() => session.Get("/", new() { Auth = Auth.ApiKey(name, value) }));
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Reserved))]
    public async Task Is_refused_in_a_request(string name, string value)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        var request = session.Build(HttpMethod.Post, "/", new() { Body = Body.Text("x") });

        AssertWrongUse(() => session.Send(request with { Headers = request.Headers.With(name, value) }));
        AssertWrongUse(() => session.Send(request with { Headers = request.Headers.Add(name, value) }));
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Reserved))]
    public async Task Is_refused_from_an_auth_of_the_callers(string name, string value)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        var auth = Auth.Custom(request => request with { Headers = request.Headers.Add(name, value) });

        AssertWrongUse(() => session.Post("/", new() { Body = Body.Text("x"), Auth = auth }));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task There_is_one_host()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        var request = session.Build(HttpMethod.Get, "/");

        AssertWrongUse(() => session.Get("/", new() { Headers = { { "Host", "a.test" }, { "host", "b.test" } } }));
        AssertWrongUse(
            () => session.Send(request with { Headers = request.Headers.Add("Host", "a.test").Add("Host", "b.test") }));
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("u@a")]
    [InlineData("a, b")]
    [InlineData("a\\b")]
    [InlineData("a\tb")]
    [InlineData("caf\u00e9")]
    [InlineData("http://a")]
    public async Task It_is_an_authority(string host)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        AssertWrongUse(() => session.Get("/", new() { Headers = { ["Host"] = host } }));
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("virtual.test")]
    [InlineData("virtual.test:8080")]
    [InlineData("[::1]:80")]
    public async Task It_can_be_another_than_the_URL_says(string host)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        await session.GetAsync("/", new() { Headers = { ["Host"] = host } }, Test);

        var request = Assert.Single(server.Requests);
        Assert.Equal(host, request.Field("Host"));
        Assert.Equal(1, request.CountOf("Host"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_handshake_asks_for_the_host_of_the_URL_whatever_the_header_says(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        using var session = new HttpSession(new() { Tls = TestAuthority.Trusted });

        await session.SendAsync(
            blocking,
            HttpMethod.Get,
            $"https://localhost:{server.Port}/",
            new() { Headers = { ["Host"] = "elsewhere.test" } },
            Test);

        Assert.Equal("elsewhere.test", Assert.Single(server.Requests).Field("Host"));
        Assert.Equal("localhost", (await server.Accepted.NextAsync()).ServerName);
    }

    [Fact]
    public async Task Each_request_is_framed_once()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        foreach (var method in new[]
        {
            HttpMethod.Get, HttpMethod.Delete, HttpMethod.Options, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch,
        })
        {
            await session.SendAsync(method, "/bare", null, Test);
            await session.SendAsync(method, "/bytes", new() { Body = Body.Bytes(new byte[3]) }, Test);
            await session.SendAsync(method, "/chunks", new() { Body = Body.Stream(new EndlessStream(3)) }, Test);
        }

        Assert.Equal(1, server.Connections);
        Assert.Equal(18, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(1, request.CountOf("Host")));
        Assert.All(server.Requests, request =>
            Assert.Equal(Framing(request), (request.Field("Content-Length"), request.Field("Transfer-Encoding"))));
        Assert.All(
            server.Requests,
            request => Assert.InRange(request.CountOf("Content-Length") + request.CountOf("Transfer-Encoding"), 0, 1));
    }

    private static (string? Length, string? Coding) Framing(RecordedRequest request) =>
        (request.Target, request.Method) switch
        {
            ("/bytes", _) => ("3", null),
            ("/chunks", _) => (null, "chunked"),
            (_, "POST" or "PUT" or "PATCH") => ("0", null),
            _ => (null, null),
        };

    private static void AssertWrongUse(Action call)
    {
        var refusal = Assert.ThrowsAny<Exception>(call);
        Assert.True(refusal is ArgumentException or InvalidOperationException, refusal.ToString());
    }
}
