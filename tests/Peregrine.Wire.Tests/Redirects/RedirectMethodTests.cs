namespace Peregrine;

/// <summary>Which method and body a redirect asks for.</summary>
public sealed class RedirectMethodTests
{
    private static readonly HttpMethod[] Methods =
        [
            HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch,
            HttpMethod.Delete, HttpMethod.Head, HttpMethod.Options,
        ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, string, bool> Followed =>
        new MatrixTheoryData<int, string, bool>(
            [301, 302, 303, 307, 308], Methods.Select(method => method.Method), [true, false]);

    [Theory]
    [MemberData(nameof(Followed))]
    public async Task The_next_request_is_the_one_that_the_status_asks_for(int status, string method, bool blocking)
    {
        await using var server = new RawServer(Answering(method, status));
        using var session = Sessions.For(server);

        await session.SendAsync(
            blocking,
            new HttpMethod(method),
            "/a",
            new() { Body = method is "GET" or "HEAD" ? null : Body.Text("body") },
            Token);

        var next = server.Requests[1];
        var becomesGet = (status == 303 && method != "HEAD") || (status is 301 or 302 && method == "POST");
        Assert.Equal(becomesGet ? "GET" : method, next.Method);
        Assert.Equal(
            becomesGet || method is "GET" or "HEAD" ? "" : "body", System.Text.Encoding.UTF8.GetString(next.Body));
        if (becomesGet)
        {
            Assert.All(
                ["Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding"],
                name => Assert.Null(next.Field(name)));
        }
    }

    [Theory]
    [InlineData(300)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(306)]
    public async Task Other_statuses_are_answers(int status)
    {
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To("/b", status)));
        using var session = Sessions.For(server);

        Assert.Equal(status, (await session.GetAsync("/a", Token)).StatusCode);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_body_is_not_posted_to_another_origin_silently(int status)
    {
        await using var target = new RawServer(Scripts.Answer());
        await using var first = new RawServer(Redirecting.Once(() => Redirecting.To(target.Root + "/x", status)));
        using var session = new HttpSession(new() { Timeout = 5 });

        await Assert.ThrowsAsync<RedirectException>(
            () => session.PostAsync(first.Root + "/a", new() { Form = { ["password"] = "SECRET" } }, Token));
        Assert.Equal(0, target.Connections);

        await session.PostAsync(
            first.Root + "/a",
            new() { Form = { ["password"] = "SECRET" }, Redirects = new() { KeepBody = true } },
            Token);
        Assert.Equal("password=SECRET", System.Text.Encoding.UTF8.GetString(Assert.Single(target.Requests).Body));
    }

    [Fact]
    public async Task A_body_that_can_be_sent_once_is_an_error_and_one_that_can_be_sent_again_is()
    {
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To("/b", 307)));
        using var session = Sessions.For(server);
        using var stream = new MemoryStream("streamed"u8.ToArray());
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "a file", Token);

            var refused = await Assert.ThrowsAsync<RedirectException>(
                () => session.PostAsync("/a", new() { Body = Body.Stream(stream) }, Token));
            Assert.Contains("can be sent only once", refused.Message, StringComparison.Ordinal);
            await session.PostAsync("/a", new() { Body = Body.File(file) }, Token);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal(
            ["streamed", "a file", "a file"],
            server.Requests.Select(request => System.Text.Encoding.UTF8.GetString(request.Body)));
    }

    [Fact]
    public async Task The_callers_request_is_not_changed_and_the_way_is_told()
    {
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To("/b", 303)));
        using var session = Sessions.For(server);
        var request = session.Build(HttpMethod.Post, "/a", new() { Json = 1, Auth = Auth.Bearer("t") });

        var response = await session.SendAsync(request, Token);

        Assert.Equal((HttpMethod.Post, "/a"), (request.Method, request.Url.AbsolutePath));
        Assert.NotNull(request.Body);
        Assert.Equal(
            (303, "/a", HttpMethod.Post),
            (response.History[0].StatusCode, response.History[0].Url.AbsolutePath, response.History[0].Method));
        Assert.Equal((HttpMethod.Get, "/b"), (response.Method, response.Url.AbsolutePath));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Turned_off_for_the_session_or_the_call_there_is_no_hop(bool forSession)
    {
        await using var server = new RawServer(Redirecting.Once(() => Redirecting.To("/b")));
        using var session = Sessions.For(
            server, options => options.Redirects = forSession ? RedirectPolicy.None : null);

        Assert.Equal(
            302,
            (await session.GetAsync("/a", forSession ? null : new() { Redirects = RedirectPolicy.None }, Token))
                .StatusCode);
        Assert.Single(server.Requests);
    }

    private static Func<RawConnection, Task> Answering(string method, int status) => async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            await connection.SendAsync(request.Target == "/a" ? Redirecting.To("/b", status)
                : request.Method == "HEAD" || method == "HEAD" ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
                : Scripts.Ok);
        }
    };
}
