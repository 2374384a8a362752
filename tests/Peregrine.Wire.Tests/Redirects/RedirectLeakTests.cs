namespace Peregrine;

/// <summary>What was given for one origin never reaches another.</summary>
public sealed class RedirectLeakTests
{
    private static readonly string[] Secrets =
    [
        "Authorization", "Cookie", "Proxy-Authorization", "X-API-Key", "X-Auth-Token", "Api-Key", "Token", "Referer",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Others =>
        new MatrixTheoryData<string, bool>(["localhost", "evil.localhost", "sub.api.localhost", "port"], [true, false]);

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Nothing_that_the_caller_set_reaches_another_host_or_port(string other, bool blocking)
    {
        await using var target = new RawServer(Scripts.Answer());
        await using var first = new RawServer(
            Redirecting.Once(() => Redirecting.To(target.At(other == "port" ? "api.localhost" : other) + "/x")));
        using var session = new HttpSession(new() { Timeout = 5 });

        await session.SendAsync(blocking, HttpMethod.Get, first.At("api.localhost") + "/a", Everything(), Token);

        Assert.Equal("Bearer SECRET", first.Requests[0].Field("Authorization"));
        AssertClean(Assert.Single(target.Requests), target.Port);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nor_do_the_credentials_and_cookies_of_the_session_and_the_call(bool blocking)
    {
        await using var target = new RawServer(Scripts.Answer());
        await using var first = new RawServer(
            Redirecting.Once(() => Redirecting.To(target.At("evil.localhost") + "/x")));
        using var session = new HttpSession(
            new() { Timeout = 5, Auth = Auth.Basic("user", "SECRET"), Headers = { ["X-API-Key"] = "SECRET" } });

        await session.SendAsync(
            blocking,
            HttpMethod.Get,
            first.At("api.localhost") + "/a",
            new() { Cookies = { ["sid"] = "SECRET" } },
            Token);

        Assert.Equal("sid=SECRET", first.Requests[0].Field("Cookie"));
        Assert.NotNull(first.Requests[0].Field("Authorization"));
        AssertClean(Assert.Single(target.Requests), target.Port);
    }

    [Fact]
    public async Task Every_line_of_a_repeated_field_is_dropped_in_any_letter_case()
    {
        await using var target = new RawServer(Scripts.Answer());
        await using var first = new RawServer(Redirecting.Once(() => Redirecting.To(target.Root + "/x")));
        using var session = new HttpSession(new() { Timeout = 5 });
        var request = session.Build(HttpMethod.Get, first.Root + "/a");
        request = request with
        {
            Headers = request.Headers.Add("aUTHORIZATION", "one SECRET")
                .Add("AUTHORIZATION", "two SECRET").Add("cOOKIE", "a=SECRET"),
        };

        await session.SendAsync(request, Token);

        Assert.Equal(2, first.Requests[0].CountOf("Authorization"));
        AssertClean(Assert.Single(target.Requests), target.Port);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_dropped_does_not_come_back_with_the_first_origin(bool blocking)
    {
        RawServer? first = null;
        await using var middle = new RawServer(Scripts.Answer($"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        await using var second = new RawServer(Redirecting.Once(() => Redirecting.To(first!.Root + "/end"), "/b"));
        await using (first = new RawServer(Redirecting.Once(() => Redirecting.To(second.Root + "/b"))))
        {
            using var session = new HttpSession(new() { Timeout = 5 });
            await session.SendAsync(blocking, HttpMethod.Get, first.Root + "/a", Everything(), Token);

            Assert.Equal(["/a", "/end"], first.Requests.Select(request => request.Target));
            AssertClean(Assert.Single(second.Requests), second.Port);
            AssertClean(first.Requests[1], first.Port);
        }
    }

    [Fact]
    public async Task From_http_to_https_is_another_origin()
    {
        await using var target = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        await using var first = new RawServer(Redirecting.Once(() => Redirecting.To(target.Root + "/x")));
        using var session = new HttpSession(new() { Timeout = 5, Tls = TestAuthority.Trusted });

        await session.GetAsync(first.Root + "/a", Everything(), Token);

        AssertClean(Assert.Single(target.Requests), target.Port);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_https_to_http_is_not_followed_and_says_so(bool blocking)
    {
        await using var target = new RawServer(Scripts.Answer());
        await using var first = new RawServer(
            Redirecting.Once(() => Redirecting.To(target.Root + "/x")), TestAuthority.Loopback);
        using var session = new HttpSession(new() { Timeout = 5, Tls = TestAuthority.Trusted });

        var refused = await Assert.ThrowsAsync<RedirectException>(
            () => session.SendAsync(blocking, HttpMethod.Get, first.Root + "/a", Everything(), Token));

        Assert.Contains("from https to http", refused.Message, StringComparison.Ordinal);
        Assert.Equal(302, Assert.Single(refused.History).StatusCode);
        Assert.Equal(0, target.Connections);
    }

    [Theory] // It is followed when told, and is another origin still.
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_https_to_http_nothing_goes_along_when_it_is_followed(bool blocking)
    {
        await using var target = new RawServer(
            Scripts.Answer("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"));
        await using var first = new RawServer(
            Redirecting.Once(() => Redirecting.To(target.Root + "/x")), TestAuthority.Loopback);
        using var session = new HttpSession(new()
        {
            Timeout = 5,
            Tls = TestAuthority.Trusted,
            Redirects = new() { AllowDowngrade = true },
            Auth = ("user", "SECRET"),
        });

        await session.SendAsync(blocking, HttpMethod.Get, first.Root + "/a", Everything(), Token);
        await session.SendAsync(
            blocking, HttpMethod.Get, first.Root + "/a", new() { Cookies = { ["sid"] = "SECRET" } }, Token);

        Assert.Equal(2, target.Requests.Count);
        Assert.All(target.Requests, request => AssertClean(request, target.Port));
    }

    [Fact]
    public async Task Within_the_origin_they_stay()
    {
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To("/b")));
        using var session = new HttpSession(new() { Timeout = 5 });

        await session.GetAsync(server.Root + "/a", Everything(), Token);

        var second = server.Requests[1];
        Assert.Equal(
            ("Bearer SECRET", "SECRET", "virtual.example"),
            (second.Field("Authorization"), second.Field("X-API-Key"), second.Field("Host")));
    }

    [Fact]
    public async Task A_server_that_challenges_after_a_redirect_gets_no_credentials()
    {
        await using var target = new RawServer(
            Scripts.Answer("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"));
        await using var first = new RawServer(Redirecting.Once(() => Redirecting.To(target.Root + "/x")));
        using var session = new HttpSession(new() { Timeout = 5, Auth = ("user", "SECRET") });

        Assert.Equal(401, (await session.GetAsync(first.Root + "/a", Token)).StatusCode);
        AssertClean(Assert.Single(target.Requests), target.Port);
    }

    [Fact]
    public async Task A_password_with_an_at_sign_is_never_part_of_a_host()
    {
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To("/b")));
        using var session = new HttpSession(new() { Timeout = 5 });

        var response = await session.GetAsync(
            server.Root.Replace("//", "//user:pw%40evil.example@", StringComparison.Ordinal) + "/a", Token);

        Assert.Equal((200, "127.0.0.1", ""), (response.StatusCode, response.Url.Host, response.Url.UserInfo));
        Assert.All(server.Requests, request => Assert.Equal($"127.0.0.1:{server.Port}", request.Field("Host")));
        Assert.All(server.Requests, request => Assert.Null(request.Field("Referer")));
    }

    [Fact]
    public async Task Credentials_in_a_location_are_not_used()
    {
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To("//user:pw@127.0.0.1:PORT/b")));
        await using var first = new RawServer(Redirecting.Once(
            () => Redirecting.To(server.Root.Replace("//", "//user:pw@", StringComparison.Ordinal) + "/x")));
        using var session = new HttpSession(new() { Timeout = 5 });

        var response = await session.GetAsync(first.Root + "/a", Token);

        Assert.Equal("", response.Url.UserInfo);
        AssertClean(Assert.Single(server.Requests), server.Port);
    }

    private static RequestOptions Everything() => new()
    {
        Headers =
        {
            ["Authorization"] = "Bearer SECRET", ["Cookie"] = "sid=SECRET", ["X-API-Key"] = "SECRET",
            ["X-Auth-Token"] = "SECRET", ["Api-Key"] = "SECRET", ["Token"] = "SECRET",
            ["Host"] = "virtual.example", ["Referer"] = "http://u:SECRET@a.example/",
        },
    };

    private static void AssertClean(RecordedRequest request, int port)
    {
        Assert.DoesNotContain("SECRET", request.Head, StringComparison.Ordinal);
        Assert.All(Secrets, name => Assert.Null(request.Field(name)));
        Assert.EndsWith($":{port}", request.Field("Host"), StringComparison.Ordinal);
        Assert.NotNull(request.Field("User-Agent"));
    }
}
