namespace Peregrine;

/// <summary>Every send takes a permit, whatever makes it, blocking or not. On a clock on which each wait is over at
/// once, so that the moments of the sends tell the waits.</summary>
public sealed class RateSendTests
{
    private static readonly RateLimit Slow = RateLimit.PerMinute(6);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool> BothKinds => [true, false];

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task A_retry_takes_one(bool isBlocking)
    {
        var answers = new Queue<int>([503, 503, 200]);
        using var rig = new RateRig<HastyTime>(_ => FakeServer.Reply(answers.Dequeue()));
        using var session = rig.Session(Slow, new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });

        Assert.Equal(200, (await GetAsync(session, "/", isBlocking)).StatusCode);
        Assert.Equal([0.0, 10, 20], rig.Moments);
    }

    [Fact]
    public void The_pause_before_a_retry_counts_as_waiting_for_it()
    {
        var answers = new Queue<int>([503, 503, 200]);
        using var rig = new RateRig<HastyTime>(_ => FakeServer.Reply(answers.Dequeue()));
        using var session = rig.Session(Slow, new() { Retry = new RetryPolicy(2) { BackoffFactor = 8 } });

        session.Get("/");

        Assert.Equal([0.0, 10, 26], rig.Moments); // 8 s and 2 s more; 16 s.
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task A_redirect_takes_one_of_its_origin(bool isBlocking)
    {
        using var rig = new RateRig<HastyTime>(sent => sent.Url switch
        {
            "http://h.example/a" => FakeServer.Reply(302, "", ("Location", "/b")),
            "http://h.example/b" => FakeServer.Reply(302, "", ("Location", "http://other.example/c")),
            _ => FakeServer.Reply(200),
        });
        using var session = rig.Session(Slow);

        Assert.Equal(200, (await GetAsync(session, "/a", isBlocking)).StatusCode);
        Assert.Equal([("/a", 0.0), ("/b", 10.0), ("/c", 10.0)], rig.Sent);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task An_answer_to_a_challenge_takes_one(bool isBlocking)
    {
        using var rig = new RateRig<HastyTime>(sent => sent.Headers.Contains("Authorization")
            ? FakeServer.Reply(200)
            : FakeServer.Reply(401, "", ("WWW-Authenticate", "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"")));
        using var session = rig.Session(Slow, new() { Auth = Auth.Digest("user", "pass") });

        Assert.Equal(200, (await GetAsync(session, "/", isBlocking)).StatusCode);
        Assert.Equal([0.0, 10], rig.Moments);
    }

    [Fact]
    public void A_request_for_a_token_takes_one()
    {
        using var rig = new RateRig<HastyTime>(sent => sent.Url.EndsWith("/token", StringComparison.Ordinal)
            ? FakeServer.Json("""{"access_token":"t","token_type":"Bearer","expires_in":3600}""")
            : FakeServer.Reply(200));
        using var session = rig.Session(Slow, new()
        {
            BaseUrl = "https://h.example",
            Auth = Auth.OAuth2(new ClientCredentialsGrant
            {
                TokenEndpoint = "https://h.example/token",
                ClientId = "id",
                ClientSecret = "s",
            }),
        });

        session.Get("/a");

        Assert.Equal([("/token", 0.0), ("/a", 10.0)], rig.Sent);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task A_silent_resend_takes_one(bool isBlocking)
    {
        using var transport = new StaleTransport();
        using var session = new HttpSession(new() { RateLimit = Slow, Timeout = Timeouts.None });
        var time = new HastyTime();
        var request = session.Build(HttpMethod.Get, "http://h.example/");
        var call = new Call(request.Settings!, time, isBlocking, Token) { Session = null };

        var response = await new Exchange(transport, CookieJar.None).RunAsync(request, call);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal([0.0, 10], transport.Moments);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task Middleware_that_sends_twice_takes_two_and_one_that_answers_itself_takes_none(bool isBlocking)
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(Slow, new()
        {
            NetworkMiddleware =
            {
                async (request, next) => request.Url.AbsolutePath switch
                {
                    "/none" => Response.Create(request, 204),
                    "/two" => await next.SendAsync(request) is { } first && first.IsSuccess
                        ? await next.SendAsync(request)
                        : throw new InvalidOperationException(),
                    _ => await next.SendAsync(request),
                },
            },
        });

        await GetAsync(session, "/none", isBlocking);
        await GetAsync(session, "/two", isBlocking);
        await GetAsync(session, "/none", isBlocking);
        await GetAsync(session, "/one", isBlocking);

        Assert.Equal([("/two", 0.0), ("/two", 10.0), ("/one", 20.0)], rig.Sent);
    }

    [Fact]
    public async Task A_request_that_waited_is_signed_anew()
    {
        var seen = new List<string?>();
        using var rig = new RateRig<HastyTime>(sent =>
        {
            seen.Add(sent.Headers["X-Signed-At"]);
            return FakeServer.Reply(200);
        });
        using var session = rig.Session(Slow, new()
        {
            Auth = Auth.Custom(request => request with
            {
                Headers = request.Headers.With("X-Signed-At", $"{rig.Time.GetUtcNow().ToUnixTimeSeconds()}"),
            }),
        });

        await session.GetAsync("/0", Token);
        await session.GetAsync("/1", Token);

        Assert.Equal(["0", "10"], seen);
    }

    [Fact]
    public void Hooks_are_told_when_the_request_is_sent_and_not_when_it_waits()
    {
        var told = new List<double>();
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(
            Slow, new() { OnRequest = _ => told.Add((rig.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds) });

        session.Get("/0");
        session.Get("/1");

        Assert.Equal([0.0, 10], told);
    }

    [Fact]
    public async Task A_session_that_is_a_handler_takes_them_too()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(Slow);
        using var client = session.AsHttpClient();

        using var first = await client.GetAsync("/0", Token);
        using var second = await client.GetAsync("/1", Token);

        Assert.Equal([0.0, 10], rig.Moments);
    }

    private static Task<Response> GetAsync(HttpSession session, string path, bool isBlocking) => isBlocking
        ? Task.Run(() => session.Get(path, cancellationToken: Token), Token)
        : session.GetAsync(path, Token);
}
