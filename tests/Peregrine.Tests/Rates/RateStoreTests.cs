namespace Peregrine;

/// <summary>The seam for a shared store: with ours, and with one of another kind.</summary>
public sealed class RateStoreTests
{
    private static readonly RateLimit Two = new(2, TimeSpan.FromSeconds(10));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool> BothKinds => [true, false];

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task Sessions_that_are_given_one_share_the_limit(bool isBlocking)
    {
        using var rig = new RateRig<HastyTime>();
        var limit = RateLimit.PerMinute(6) with { Store = new MemoryRateStore() };
        using var one = rig.Session(limit);
        using var other = rig.Session(limit);

        await GetAsync(one, "/one", isBlocking);
        await GetAsync(other, "/other", isBlocking);
        await GetAsync(other, "http://other.example/", isBlocking);
        await GetAsync(one, "/one", isBlocking);

        Assert.Equal([("/one", 0.0), ("/other", 10.0), ("/", 10.0), ("/one", 20.0)], rig.Sent);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task A_store_of_another_kind_decides_and_is_asked_in_the_manner_of_the_call(bool isBlocking)
    {
        var store = new LogRateStore();
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(Two with { Store = store });

        for (var number = 0; number < 5; number++)
        {
            await GetAsync(session, "/", isBlocking);
        }

        Assert.Equal([0.0, 0, 10, 10, 20], rig.Moments);
        var method = isBlocking ? "Take" : "TakeAsync";
        Assert.All(
            store.Calls, call => Assert.Equal($"{method} http://h.example http://h.example 2 in 10 s, burst 1", call));
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task A_pause_is_shared_by_it(bool isBlocking)
    {
        var store = new LogRateStore();
        var answers = 0;
        using var rig = new RateRig<HastyTime>(
            _ => answers++ == 0 ? FakeServer.Reply(429, "", ("Retry-After", "500")) : FakeServer.Reply(200));
        using var one = rig.Session(Two with { Store = store });
        using var other = rig.Session(Two with { Store = store });

        await GetAsync(one, "/one", isBlocking);
        await GetAsync(other, "/other", isBlocking);

        Assert.Equal([("/one", 0.0), ("/other", 120.0)], rig.Sent);
        Assert.Contains($"{(isBlocking ? "Pause" : "PauseAsync")} http://h.example 120", store.Calls);
    }

    [Fact]
    public async Task Sends_wait_in_order_for_it()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(Two with { Store = new LogRateStore() });
        await session.GetAsync("/a", Token);
        await session.GetAsync("/b", Token);
        List<Task> calls = [];
        for (var number = 0; number < 6; number++)
        {
            calls.Add(session.GetAsync($"/{number}", Token));
            await rig.Time.UntilArmedAsync(1); // The first waits for the clock, the others for it.
        }

        for (var count = 4; count <= 8; count += 2)
        {
            await rig.Time.UntilArmedAsync(1);
            rig.Time.Advance(TimeSpan.FromSeconds(10));
            await rig.UntilAsync(count);
        }

        await Task.WhenAll(calls);
        Assert.Equal([0.0, 0, 10, 10, 20, 20, 30, 30], rig.Moments);
        Assert.Equal(["/0", "/1"], rig.Sent.Skip(2).Take(2).Select(one => one.Path).Order());
        Assert.Equal(["/4", "/5"], rig.Sent.Skip(6).Select(one => one.Path).Order());
    }

    [Theory]
    [InlineData("session", RateLimitScope.Session, "http://a.example/")]
    [InlineData("http://*.m.example", RateLimitScope.Session, "http://a.m.example/")]
    [InlineData("http://a.m.example", RateLimitScope.Origin, "http://a.m.example/")]
    [InlineData("https://a.example:8443", RateLimitScope.Origin, "https://a.example:8443/x?y")]
    public void It_is_told_the_name_of_the_bucket(string key, RateLimitScope scope, string url)
    {
        var store = new LogRateStore();
        using var rig = new RateRig<HastyTime>();
        var limit = Two with { Store = store, Scope = scope };
        using var session = rig.Session(
            limit, new() { Mounts = { ["http://*.m.example"] = new() { RateLimit = limit } } });

        session.Get(url);

        var origin = new Uri(url).GetLeftPart(UriPartial.Authority);
        Assert.StartsWith($"Take {key} {origin} 2 in 10 s", Assert.Single(store.Calls), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task What_it_throws_reaches_the_caller_as_it_is_and_the_next_call_goes_on(bool isBlocking)
    {
        var store = new LogRateStore { Failure = new IOException("away") };
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(
            Two with { Store = store }, new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });

        Assert.Same(store.Failure, await Assert.ThrowsAsync<IOException>(() => GetAsync(session, "/0", isBlocking)));
        store.Failure = null;
        await GetAsync(session, "/1", isBlocking);

        Assert.Equal([("/1", 0.0)], rig.Sent);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task What_it_throws_at_a_pause_reaches_the_caller_and_closes_the_response(bool isBlocking)
    {
        var content = new ClosingContent();
        var store = new LogRateStore { PauseFailure = new IOException("away") };
        using var rig = new RateRig<HastyTime>(_ =>
        {
            var reply = FakeServer.Reply(429, "", ("Retry-After", "5"));
            reply.Content = content;
            return reply;
        });
        using var session = rig.Session(Two with { Store = store });

        Assert.Same(
            store.PauseFailure, await Assert.ThrowsAsync<IOException>(() => GetAsync(session, "/0", isBlocking)));
        Assert.True(content.IsClosed);
    }

    [Fact]
    public async Task One_that_fails_while_sends_wait_fails_each_of_them_and_hangs_none()
    {
        var store = new LogRateStore();
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(Two with { Store = store });
        await session.GetAsync("/a", Token);
        await session.GetAsync("/b", Token);
        Task<Response>[] calls = [.. Enumerable.Range(0, 5).Select(number => session.GetAsync($"/{number}", Token))];
        await rig.Time.UntilArmedAsync(1);

        store.Failure = new IOException("away");
        rig.Time.Advance(TimeSpan.FromSeconds(10));

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<IOException>(() => call);
        }
    }

    [Fact]
    public void Ours_forgets_buckets_that_are_full()
    {
        var store = new MemoryRateStore();
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(RateLimit.PerSecond(1_000) with { Store = store });
        for (var number = 0; number < 10_000; number++)
        {
            session.Get($"http://h{number / 2}.example/");
        }

        Assert.InRange(int.Parse(store.ToString().Split(' ')[0], null), 1, 64);
    }

    [Fact]
    public async Task Threads_together_get_no_more_than_there_is()
    {
        var store = new MemoryRateStore();
        var request = new RateRequest
        {
            Key = "k",
            Origin = "k",
            Limit = RateLimit.PerSecond(1, burst: 100),
            Time = new FakeTime(),
        };
        var taken = 0;

        await Parallel.ForAsync(0, 10_000, Token, async (_, token) =>
        {
            if ((await store.TakeAsync(request, token)).IsTaken)
            {
                Interlocked.Increment(ref taken);
            }
        });

        Assert.Equal(100, taken);
        Assert.Equal(RateAnswer.After(TimeSpan.FromSeconds(1)), store.Take(request, Token));
    }

    private static Task<Response> GetAsync(HttpSession session, string url, bool isBlocking) => isBlocking
        ? Task.Run(() => session.Get(url, cancellationToken: Token), Token)
        : session.GetAsync(url, Token);
}
