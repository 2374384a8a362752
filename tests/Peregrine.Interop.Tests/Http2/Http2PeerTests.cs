using System.Net;

namespace Peregrine;

/// <summary>HTTP/2 with servers that others wrote, in clear and under TLS, blocking and not.</summary>
public sealed class Http2PeerTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Daemons =>
        new() { { "nghttpd", false }, { "nghttpd", true }, { "nginx", false }, { "nginx", true } };

    [Theory]
    [Trait("run", "long")]
    [MemberData(nameof(Daemons))]
    public async Task Files_come_whole_blocking_or_not(string name, bool tls)
    {
        await using var daemon = await StartAsync(name);
        using var session = SessionOf(daemon, tls);

        foreach (var response in new[] { await session.GetAsync("/hello.txt", Test), session.Get("/hello.txt") })
        {
            Assert.Equal((200, "hello", HttpVersion.Version20), (response.StatusCode, response.Text, response.Version));
        }

        Assert.Equal(Http2Daemon.Large, (await session.GetAsync("/large.bin", Test)).Bytes);
        Assert.Equal(Http2Daemon.Large, session.Get("/large.bin").Bytes);
        Assert.Equal(
            Http2Daemon.Large.Length,
            (await session.HeadAsync("/large.bin", Test)).Headers["content-length"] is { } length
                ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)
                : 0);
        Assert.Equal(404, (await session.GetAsync("/none", Test)).StatusCode);
        Assert.Equal(1, session.GetPoolSnapshot().Open);
    }

    [Theory]
    [Trait("run", "long")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_sent_comes_back(bool tls)
    {
        await using var daemon = await StartAsync("nghttpd");
        using var session = SessionOf(daemon, tls);

        foreach (var body in new[] { Body.Bytes(Http2Daemon.Large), Body.Stream(new MemoryStream(Http2Daemon.Large)) })
        {
            Assert.Equal(Http2Daemon.Large, (await session.PostAsync("/echo", new() { Body = body }, Test)).Bytes);
        }

        Assert.Equal(Http2Daemon.Large, session.Put("/echo", new() { Body = Body.Bytes(Http2Daemon.Large) }).Bytes);
    }

    [Theory]
    [Trait("run", "long")]
    [MemberData(nameof(Daemons))]
    public async Task A_hundred_calls_at_once_are_all_answered(string name, bool tls)
    {
        await using var daemon = await StartAsync(name);
        using var session = SessionOf(daemon, tls);

        var all = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => session.GetAsync(i % 10 == 0 ? "/large.bin" : "/hello.txt", Test)));

        Assert.All(all.Where((_, i) => i % 10 != 0), response => Assert.Equal("hello", response.Text));
        Assert.All(all.Where((_, i) => i % 10 == 0), response => Assert.Equal(Http2Daemon.Large, response.Bytes));
        Assert.Equal(0, session.GetPoolSnapshot().Streams);
    }

    [Theory]
    [Trait("run", "long")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Large_bodies_go_up_and_down_side_by_side(bool tls)
    {
        await using var daemon = await StartAsync("nghttpd");
        using var session = SessionOf(daemon, tls);

        var echoes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => session.PostAsync(
            "/echo",
            new()
            {
                Body = i % 2 == 0 ? Body.Bytes(Http2Daemon.Large) : Body.Stream(new MemoryStream(Http2Daemon.Large)),
            },
            Test)));

        Assert.All(echoes, response => Assert.Equal(Http2Daemon.Large, response.Bytes));
        Assert.All(echoes, response => Assert.Equal("1", response.Trailers["x-trailer"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kestrel_takes_five_megabytes_and_gives_them_back(bool tls)
    {
        await using var httpbin = await Httpbin.StartAsync(Test);
        using var session = new HttpSession(new()
        {
            BaseUrl = tls ? httpbin.TlsUrl : httpbin.H2cUrl,
            Version = HttpVersion.Version20,
            Tls = new TlsOptions { Authorities = httpbin.Authority },
        });
        var text = string.Concat(Enumerable.Range(0, 5_000_000 / 10).Select(i => $"{i:d9}."));

        var echoes = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => session.PostAsync("/post", new() { Body = Body.Text(text) }, Test)));

        Assert.All(echoes, response => Assert.Equal(text, (string?)response.Json()["data"]));
    }

    [Theory]
    [Trait("run", "long")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_goes_away_every_hundred_requests_loses_none(bool tls)
    {
        await using var daemon = await Http2Daemon.NginxAsync(requests: 100, streams: 4);
        using var session = SessionOf(daemon, tls);

        for (var i = 0; i < 250; i++)
        {
            Assert.Equal("hello", (await session.GetAsync("/hello.txt", Test)).Text);
        }

        var all = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => session.GetAsync("/hello.txt", Test)));

        Assert.All(all, response => Assert.Equal("hello", response.Text));
        Assert.Equal(0, session.GetPoolSnapshot().InUse);
    }

    [Fact]
    [Trait("run", "long")]
    public async Task By_alpn_a_call_over_https_is_http2_and_a_blocking_one_is_not()
    {
        await using var daemon = await StartAsync("nginx");
        using var session = new HttpSession(new() { BaseUrl = daemon.TlsUrl, Tls = daemon.Trust });

        Assert.Equal(HttpVersion.Version20, (await session.GetAsync("/hello.txt", Test)).Version);
        Assert.Equal(HttpVersion.Version11, session.Get("/hello.txt").Version);
        Assert.Equal(
            HttpVersion.Version11,
            (await session.GetAsync("/hello.txt", new() { Version = HttpVersion.Version11 }, Test)).Version);
    }

    [Fact]
    public async Task Kestrel_is_spoken_to_by_alpn_and_by_prior_knowledge()
    {
        await using var httpbin = await Httpbin.StartAsync(Test);
        using var session = new HttpSession(new() { Tls = new TlsOptions { Authorities = httpbin.Authority } });
        RequestOptions known = new() { Version = HttpVersion.Version20 };
        Uri At(Uri root, string path) => new(root, path);

        Assert.Equal(HttpVersion.Version20, (await session.GetAsync(At(httpbin.TlsUrl, "get"), Test)).Version);
        Assert.Equal(HttpVersion.Version11, session.Get(At(httpbin.TlsUrl, "get")).Version);
        Assert.Equal(HttpVersion.Version20, session.Get(At(httpbin.TlsUrl, "get"), known).Version);
        Assert.Equal(HttpVersion.Version20, (await session.GetAsync(At(httpbin.H2cUrl, "get"), known, Test)).Version);
        Assert.Equal(HttpVersion.Version20, session.Get(At(httpbin.H2cUrl, "get"), known).Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_whole_session_works_over_it(bool blocking)
    {
        await using var httpbin = await Httpbin.StartAsync(Test);
        using var session = new HttpSession(new()
        {
            BaseUrl = httpbin.H2cUrl,
            Version = HttpVersion.Version20,
            Retry = new RetryPolicy(2) { BackoffFactor = 0 },
        });

        var cookies = await SendAsync(HttpMethod.Get, "/cookies/set?a=1");
        var echo = await SendAsync(
            HttpMethod.Post, "/post", new() { Json = new { name = "alice" }, Query = { ["q"] = "a b" } });
        var upload = await SendAsync(
            HttpMethod.Post,
            "/post",
            new() { Files = { ["file"] = Upload.Text("content", "a.txt") }, Form = { ["x"] = "1" } });
        var basic = await SendAsync(HttpMethod.Get, "/basic-auth/u/p", new() { Auth = ("u", "p") });
        var gzip = await SendAsync(HttpMethod.Get, "/gzip");
        var busy = await SendAsync(HttpMethod.Get, "/status/503");
        var large = await SendAsync(HttpMethod.Get, "/bytes/100000");

        Assert.Equal("1", (string?)cookies.Json()["cookies"]!["a"]);
        Assert.Single(cookies.History);
        Assert.Equal("alice", (string?)echo.Json()["json"]!["name"]);
        Assert.Equal("content", (string?)upload.Json()["files"]!["file"]);
        Assert.Equal(200, basic.StatusCode);
        Assert.True((bool)gzip.Json()["gzipped"]!);
        Assert.Equal([503, 503, 503], busy.Attempts.Select(attempt => attempt.StatusCode ?? 0));
        Assert.Equal(100_000, large.Bytes.Length);
        Assert.All(
            new[] { cookies, echo, upload, basic, gzip, busy, large },
            response => Assert.Equal(HttpVersion.Version20, response.Version));
        Assert.Equal((1, 0), (session.GetPoolSnapshot().Open, session.GetPoolSnapshot().InUse));

        async Task<Response> SendAsync(HttpMethod method, string path, RequestOptions? options = null) =>
            blocking ? session.Send(method, path, options, Test) : await session.SendAsync(method, path, options, Test);
    }

    private static Task<Http2Daemon> StartAsync(string name) =>
        name == "nginx" ? Http2Daemon.NginxAsync(requests: 1000, streams: 128) : Http2Daemon.NghttpdAsync();

    private static HttpSession SessionOf(Http2Daemon daemon, bool tls) =>
        new(new()
        {
            BaseUrl = tls ? daemon.TlsUrl : daemon.ClearUrl,
            Version = HttpVersion.Version20,
            Tls = daemon.Trust,
        });
}
