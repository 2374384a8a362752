namespace Peregrine;

/// <summary>A caller's own scheme that has to ask somebody before it can answer a challenge.</summary>
public sealed class OwnSchemeTests : IDisposable
{
    private const string Challenge =
        "Bearer realm=\"https://auth.test/token\",service=\"registry.test\",scope=\"repository:alpine:pull\"";

    private readonly FakeServer _server = new(sent =>
        sent.Url.StartsWith("https://auth.test/", StringComparison.Ordinal) ? FakeServer.Json("{\"token\":\"t1\"}")
        : sent.Headers["Authorization"] == "Bearer t1" ? FakeServer.Reply(200, "in")
        : FakeServer.Reply(401, "", ("WWW-Authenticate", Challenge)));

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_answers_with_what_it_was_given(bool isBlocking)
    {
        using var asking = new HttpSession(new() { Transport = _server });
        using var session = new HttpSession(new() { Transport = _server, Auth = new RegistryAuth(asking) });

        var response = isBlocking ? session.Get("https://registry.test/v2/")
            : await session.GetAsync("https://registry.test/v2/");

        Assert.Equal("in", response.Text);
        Assert.Equal(
            ["https://registry.test/v2/",
                "https://auth.test/token?service=registry.test&scope=repository%3Aalpine%3Apull",
                "https://registry.test/v2/"],
            _server.Sent.Select(sent => sent.Url));
        Assert.Equal(
            [AttemptReason.Challenge, AttemptReason.Final], response.Attempts.Select(attempt => attempt.Reason));
    }

    [Fact]
    public async Task It_may_go_over_the_session_that_it_signs_for()
    {
        HttpSession? itself = null;
        using var session = new HttpSession(new() { Transport = _server, Auth = new RegistryAuth(() => itself!) });
        itself = session;

        Assert.Equal("in", (await session.GetAsync("https://registry.test/v2/")).Text);
        Assert.Equal("in", session.Get("https://registry.test/v2/").Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_throws_reaches_the_caller_as_it_is(bool isBlocking)
    {
        using var session = new HttpSession(
            new() { Transport = _server, Auth = new ScriptedAuth(_ => throw new NotSupportedException("mine")) });

        if (isBlocking)
        {
            Assert.Throws<NotSupportedException>(() => session.Get("https://registry.test/"));
        }
        else
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => session.GetAsync("https://registry.test/"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_hangs_holds_up_neither_the_limit_nor_the_caller(bool isBlocking)
    {
        var time = new FakeTime();
        using var session = new HttpSession(
            new()
            {
                Transport = _server,
                TimeProvider = time,
                Auth = new ScriptedAuth(_ => new TaskCompletionSource<Request?>().Task),
            });
        using var left = new CancellationTokenSource();
        var options = new RequestOptions { Timeout = new Timeouts { Total = TimeSpan.FromMilliseconds(50) } };

        var slow = isBlocking
            ? Task.Factory.StartNew(
                () => session.Get("https://registry.test/", options),
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : session.GetAsync("https://registry.test/", options);
        await time.UntilArmedAsync(1);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeoutPhase.Total, (await Assert.ThrowsAsync<RequestTimeoutException>(() => slow)).Phase);
        var call = session.GetAsync("https://registry.test/", left.Token);
        await left.CancelAsync();
        Assert.Equal(
            left.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
    }

    [Fact]
    public async Task One_that_always_answers_is_asked_three_times()
    {
        var auth = new ScriptedAuth(async request =>
        {
            await Task.Yield();
            return request;
        });
        using var session = new HttpSession(new() { Transport = _server, Auth = auth });

        Assert.Equal(401, (await session.GetAsync("https://registry.test/")).StatusCode);
        Assert.Equal(401, session.Get("https://registry.test/").StatusCode);

        Assert.Equal(8, _server.Sent.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_was_read_is_not_sent_again(bool isBlocking)
    {
        using var session = new HttpSession(
            new() { Transport = _server, Auth = new ScriptedAuth(request => Task.FromResult<Request?>(request)) });
        var options = new RequestOptions { Body = Body.Stream(new MemoryStream([1])) };

        var response = isBlocking ? session.Post("https://registry.test/", options)
            : await session.PostAsync("https://registry.test/", options);

        Assert.Equal(401, response.StatusCode);
        Assert.Single(_server.Sent);
    }

    [Fact]
    public async Task One_that_answers_at_once_is_asked_by_the_old_name()
    {
        using var session = new HttpSession(new() { Transport = _server, Auth = new OldAuth() });

        Assert.Equal("in", (await session.GetAsync("https://registry.test/")).Text);
        Assert.Equal("in", session.Get("https://registry.test/").Text);
    }

    [Fact]
    public async Task Several_origins_each_ask_their_own()
    {
        using var asking = new HttpSession(new() { Transport = _server });
        using var session = new HttpSession(
            new() { Transport = _server, Auth = Auth.For(("https://registry.test", new RegistryAuth(asking))) });

        Assert.Equal("in", (await session.GetAsync("https://registry.test/")).Text);
    }

    // As a user would write it: the token that the challenge says where to get, kept for the calls that follow.
    private sealed class RegistryAuth(Func<HttpSession> session) : Auth
    {
        private volatile string? _token;

        public RegistryAuth(HttpSession session)
            : this(() => session)
        {
        }

        protected internal override Request Sign(Request request) =>
            _token is { } token ? request with { Headers = request.Headers.With("Authorization", "Bearer " + token) }
                : request;

        protected internal override async ValueTask<Request?> AnswerAsync(
            Request request, Response response, CancellationToken cancellationToken)
        {
            if (response.StatusCode != 401
                || response.Challenges.FirstOrDefault(one => one.Is("Bearer")) is not { Realm: { } realm } challenge)
            {
                return null;
            }

            var options = new RequestOptions
            {
                Auth = None,
                Query = { ["service"] = challenge.Service, ["scope"] = challenge.Scope },
            };
            var answer = await session().GetAsync(realm, options, cancellationToken);
            _token = (string?)answer.EnsureSuccess().Json()["token"];
            return Sign(request);
        }
    }

    private sealed class ScriptedAuth(Func<Request, Task<Request?>> answer) : Auth
    {
        protected internal override Request Sign(Request request) => request;

        protected internal override ValueTask<Request?> AnswerAsync(
            Request request, Response response, CancellationToken cancellationToken) =>
            response.StatusCode == 401 ? new(answer(request)) : default;
    }

    private sealed class OldAuth : Auth
    {
        protected internal override Request Sign(Request request) => request;

        protected internal override Request? Answer(Request request, Response response) =>
            response.StatusCode == 401 ? request with { Headers = request.Headers.With("Authorization", "Bearer t1") }
                : null;
    }
}
