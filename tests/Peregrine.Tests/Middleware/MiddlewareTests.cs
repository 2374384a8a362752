namespace Peregrine;

public sealed class MiddlewareTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool> BothKinds => [true, false];

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task The_first_is_the_outermost_and_all_wrap_the_whole_call(bool blocking)
    {
        var order = new List<string>();
        using var server = new FakeServer(
            FakeServer.Reply(302, "", ("Location", "/b")), FakeServer.Reply(503), FakeServer.Reply(200, "ok"));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Retry = new RetryPolicy(1) { BackoffFactor = 0 },
            Middleware = { Noting("a", order), Noting("b", order) },
        });

        var response = await GetAsync(session, "http://h.example/a", blocking);

        Assert.Equal("ok", response.Text);
        Assert.Equal(["a>", "b>", "<b", "<a"], order);
        Assert.Equal(3, server.Sent.Count);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task At_the_network_it_sees_each_hop_and_each_try_with_credentials_and_body(bool blocking)
    {
        var seen = new List<string>();
        using var server = new FakeServer(
            FakeServer.Reply(302, "gone", ("Location", "/b")),
            FakeServer.Reply(503, "busy"),
            FakeServer.Reply(200, "ok"));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Auth = Auth.Bearer("t"),
            Retry = new RetryPolicy(1) { BackoffFactor = 0 },
            NetworkMiddleware =
            {
                async (request, next) =>
                {
                    var response = await next.SendAsync(request);
                    seen.Add($"{request.Url.AbsolutePath} {request.Headers["Authorization"]} {response.StatusCode} "
                        + $"{response.Text}");
                    return response;
                },
            },
        });

        await GetAsync(session, "http://h.example/a", blocking);

        Assert.Equal(["/a Bearer t 302 gone", "/b Bearer t 503 busy", "/b Bearer t 200 ok"], seen);
    }

    [Fact]
    public async Task It_may_change_the_request_and_the_response()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(404));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Middleware =
            {
                async (request, next) =>
                {
                    var response = await next.SendAsync(request with { Headers = request.Headers.With("X-Mine", "1") });
                    return Response.Create(response.Request, 200, body: "made"u8.ToArray());
                },
            },
        });

        Assert.Equal("made", (await session.GetAsync("http://h.example/", Token)).Text);
        Assert.Equal("1", server.Sent[0].Headers["X-Mine"]);
    }

    [Fact]
    public void It_may_answer_without_sending()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Middleware = { (request, _) => new(Response.Create(
                request, 418, Headers.Empty.With("Content-Type", "application/json"), "{\"a\":1}"u8.ToArray())) },
        });

        var response = session.Get("http://h.example/");

        Assert.Equal((418, 1), (response.StatusCode, (int)response.Json()["a"]!));
        Assert.Empty(server.Sent);
    }

    [Fact]
    public void It_may_send_again()
    {
        using var server = new FakeServer(FakeServer.Reply(401), FakeServer.Reply(200));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Middleware =
            {
                async (request, next) =>
                    await next.SendAsync(request) is { StatusCode: not 401 } good
                        ? good
                        : await next.SendAsync(request with { Headers = request.Headers.With("X-Key", "new") }),
            },
        });

        Assert.Equal(200, session.Get("http://h.example/").StatusCode);
        Assert.Equal([null, "new"], server.Sent.Select(one => one.Headers["X-Key"]));
    }

    [Fact]
    public async Task It_may_wait_by_the_clock_of_the_session()
    {
        var time = new FakeTime();
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new()
        {
            Transport = server,
            TimeProvider = time,
            Middleware =
            {
                async (request, next) =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(3), next.TimeProvider, next.CancellationToken);
                    return await next.SendAsync(request);
                },
            },
        });

        var call = session.GetAsync("http://h.example/", Token);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public void In_a_blocking_call_it_runs_on_the_callers_thread()
    {
        var threads = new List<(int Thread, bool IsBlocking)>();
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Middleware =
            {
                (request, next) =>
                {
                    threads.Add((Environment.CurrentManagedThreadId, next.IsBlocking));
                    return next.SendAsync(request);
                },
            },
        });

        session.Get("http://h.example/");

        Assert.Equal([(Environment.CurrentManagedThreadId, true)], threads);
    }

    [Fact]
    public void A_failure_at_the_network_is_an_exception_there_and_a_failed_try_outside()
    {
        var seen = 0;
        using var server = new FakeServer(
            _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Retry = new RetryPolicy(2) { BackoffFactor = 0 },
            NetworkMiddleware =
            {
                async (request, next) =>
                {
                    try
                    {
                        return await next.SendAsync(request);
                    }
                    catch (ConnectException)
                    {
                        seen++;
                        throw;
                    }
                },
            },
        });

        Assert.Equal(3, Assert.Throws<ConnectException>(() => session.Get("http://h.example/")).Attempts.Count);
        Assert.Equal(3, seen);
    }

    [Fact]
    public void What_it_throws_reaches_the_caller_as_it_is()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var outer = new HttpSession(
            new() { Transport = server, Middleware = { (_, _) => throw new FormatException("mine") } });
        using var network = new HttpSession(
            new() { Transport = server, NetworkMiddleware = { (_, _) => throw new FormatException("mine") } });
        using var nothing = new HttpSession(
            new() { Transport = server, Middleware = { (_, _) => new((Response)null!) } });

        Assert.Throws<FormatException>(() => outer.Get("http://h.example/"));
        Assert.Throws<FormatException>(() => network.Get("http://h.example/"));
        Assert.Throws<InvalidOperationException>(() => nothing.Get("http://h.example/"));
    }

    [Fact]
    public void With_adds_its_own_inside()
    {
        var order = new List<string>();
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Middleware = { Noting("a", order) } });
        using var inner = session.With(new() { Middleware = { Noting("b", order) } });

        inner.Get("http://h.example/");
        session.Get("http://h.example/");

        Assert.Equal(["a>", "b>", "<b", "<a", "a>", "<a"], order);
    }

    private static Middleware Noting(string name, List<string> order) => async (request, next) =>
    {
        order.Add(name + ">");
        var response = await next.SendAsync(request);
        order.Add("<" + name);
        return response;
    };

    private static async Task<Response> GetAsync(HttpSession session, string url, bool blocking) =>
        blocking ? session.Get(url, cancellationToken: Token) : await session.GetAsync(url, Token);
}
