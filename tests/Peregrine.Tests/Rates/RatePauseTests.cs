namespace Peregrine;

/// <summary>A server that asks for it pauses its whole origin, where a rate is set, and there alone.</summary>
public sealed class RatePauseTests
{
    private static readonly RateLimit Quick = RateLimit.PerSecond(1_000, burst: 1_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 429, "Retry-After", "5")]
    [InlineData(false, 429, "Retry-After", "5")]
    [InlineData(false, 503, "Retry-After", "5")]
    [InlineData(false, 503, "Retry-After", "5.0")]
    [InlineData(false, 503, "Retry-After", "Thu, 01 Jan 1970 00:00:05 GMT")]
    [InlineData(false, 200, "RateLimit", "\"default\";r=0;t=5")]
    [InlineData(true, 200, "RateLimit", "limit=10, remaining=0, reset=5")]
    [InlineData(false, 429, "X-RateLimit-Reset", "5")]
    public async Task The_next_call_waits_though_retries_are_off(bool isBlocking, int status, string name, string value)
    {
        using var rig = new RateRig<HastyTime>(
            sent => sent.Url.EndsWith("/0", StringComparison.Ordinal)
                ? FakeServer.Reply(status, "", (name, value))
                : FakeServer.Reply(200));
        using var session = rig.Session(Quick);

        Assert.Equal(status, (await GetAsync(session, "/0", isBlocking)).StatusCode);
        await GetAsync(session, "http://other.example/1", isBlocking);
        await GetAsync(session, "/2", isBlocking);
        await GetAsync(session, "/3", isBlocking);

        Assert.Equal([("/0", 0.0), ("/1", 0.0), ("/2", 5.0), ("/3", 5.0)], rig.Sent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    public void Where_no_rate_is_set_nothing_is_paused(string? limit)
    {
        using var rig = new RateRig<HastyTime>(_ => FakeServer.Reply(429, "", ("Retry-After", "5")));
        using var session = rig.Session(limit is null ? null : RateLimit.None);

        session.Get("/0");
        session.Get("/1");

        Assert.Equal([0.0, 0.0], rig.Moments);
    }

    [Theory]
    [InlineData(200, "Retry-After", "5")]
    [InlineData(500, "Retry-After", "5")]
    [InlineData(200, "RateLimit", "\"default\";r=1;t=5")]
    [InlineData(429, "Retry-After", "0")]
    [InlineData(429, "Retry-After", "soon")]
    public void What_asks_for_no_pause_is_none(int status, string name, string value)
    {
        using var rig = new RateRig<HastyTime>(_ => FakeServer.Reply(status, "", (name, value)));
        using var session = rig.Session(Quick);

        session.Get("/0");
        session.Get("/1");

        Assert.Equal([0.0, 0.0], rig.Moments);
    }

    [Theory]
    [InlineData("3600", null, 120)]
    [InlineData("3600", 30, 30)]
    [InlineData("20", 30, 20)]
    [InlineData("20", 0, 0)]
    [InlineData("99999999999999999999", null, 120)]
    public void It_lasts_no_longer_than_the_longest(string asked, int? longest, double waited)
    {
        var answers = 0;
        using var rig = new RateRig<HastyTime>(
            _ => answers++ == 0 ? FakeServer.Reply(429, "", ("Retry-After", asked)) : FakeServer.Reply(200));
        using var session = rig.Session(
            longest is { } seconds ? Quick with { MaxPause = TimeSpan.FromSeconds(seconds) } : Quick);

        session.Get("/0");
        session.Get("/1");

        Assert.Equal([0.0, waited], rig.Moments);
    }

    [Fact]
    public async Task An_older_answer_does_not_shorten_it()
    {
        var older = new TaskCompletionSource<HttpResponseMessage>();
        using var server = new PromisedServer(sent => sent.AbsolutePath switch
        {
            "/older" => older.Task,
            "/newer" => Task.FromResult(FakeServer.Reply(429, "", ("Retry-After", "60"))),
            _ => Task.FromResult(FakeServer.Reply(200)),
        });
        var time = new FakeTime();
        using var session = new HttpSession(
            new() { BaseUrl = "http://h.example", Transport = server, TimeProvider = time, RateLimit = Quick });
        var first = session.GetAsync("/older", Token);
        await session.GetAsync("/newer", Token);
        older.SetResult(FakeServer.Reply(429, "", ("Retry-After", "1")));
        await first;

        var thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => session.GetAsync(
            "/next", new() { Timeout = new() { Rate = TimeSpan.FromSeconds(59) } }, Token));
        Assert.Contains(
            "the server asked for a pause that lasts another 60 s", thrown.Message, StringComparison.Ordinal);
        var next = session.GetAsync("/next", Token);
        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(200, (await next).StatusCode);
    }

    [Fact]
    public async Task It_holds_for_those_that_wait_already()
    {
        var answers = 0;
        using var rig = new RateRig<FakeTime>(
            _ => answers++ == 0 ? FakeServer.Reply(429, "", ("Retry-After", "30")) : FakeServer.Reply(200));
        using var session = rig.Session(RateLimit.PerSecond(1));
        Task<Response>[] calls = [.. Enumerable.Range(0, 3).Select(number => session.GetAsync($"/{number}", Token))];
        await calls[0];

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        rig.Time.Advance(TimeSpan.FromSeconds(29));
        await rig.UntilAsync(2);
        rig.Time.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(calls);
        Assert.Equal([0.0, 30, 31], rig.Moments);
    }

    [Fact]
    public void A_retry_waits_for_it_once()
    {
        var answers = new Queue<int>([429, 200]);
        using var rig = new RateRig<HastyTime>(
            _ => FakeServer.Reply(answers.Dequeue(), "", ("Retry-After", "5")));
        using var session = rig.Session(Quick, new() { Retry = 1 });

        Assert.Equal(200, session.Get("/").StatusCode);
        Assert.Equal([0.0, 5], rig.Moments);
    }

    [Fact]
    public async Task Where_all_origins_share_a_bucket_the_others_go_on_and_the_order_stays()
    {
        using var rig = new RateRig<FakeTime>(sent => sent.Url.EndsWith("/0", StringComparison.Ordinal)
            ? FakeServer.Reply(503, "", ("Retry-After", "3"))
            : FakeServer.Reply(200));
        using var session = rig.Session(RateLimit.PerSecond(1) with { Scope = RateLimitScope.Session });
        string[] urls =
        [
            "http://a.example/0", "http://a.example/1", "http://b.example/2", "http://a.example/3",
            "http://b.example/4", "http://a.example/5",
        ];
        Task<Response>[] calls = [.. urls.Select(url => session.GetAsync(url, Token))];
        await calls[0];
        for (var count = 2; count <= urls.Length; count++)
        {
            await rig.Time.UntilArmedAsync(1);
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            await rig.UntilAsync(count);
        }

        await Task.WhenAll(calls);
        Assert.Equal(["/0", "/2", "/4", "/1", "/3", "/5"], rig.Sent.Select(one => one.Path));
        Assert.Equal([0.0, 1, 2, 3, 4, 5], rig.Moments);
    }

    [Fact]
    public async Task Middleware_at_the_network_can_not_hide_what_a_server_asked_for()
    {
        var answers = new Queue<int>([429, 200]);
        using var rig = new RateRig<HastyTime>(
            _ => FakeServer.Reply(answers.Dequeue(), "", ("Retry-After", "5")));
        using var session = rig.Session(Quick, new()
        {
            NetworkMiddleware =
            {
                async (request, next) => (await next.SendAsync(request)).IsSuccess
                    ? throw new InvalidOperationException()
                    : await next.SendAsync(request),
            },
        });

        Assert.Equal(200, (await session.GetAsync("/", Token)).StatusCode);
        Assert.Equal([0.0, 5], rig.Moments);
    }

    private static Task<Response> GetAsync(HttpSession session, string url, bool isBlocking) => isBlocking
        ? Task.Run(() => session.Get(url, cancellationToken: Token), Token)
        : session.GetAsync(url, Token);
}
