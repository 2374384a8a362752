namespace Peregrine;

/// <summary>What went wrong at the edges of a rate, and does no more.</summary>
public sealed class RateCornerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A delay cuts off what is no whole millisecond: a rest of half of one was asked for for ever.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_limit_with_a_part_of_a_millisecond_ends_a_wait_behind_others(bool isBlocking)
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerMinute(1));
        using var hasty = session.With(new() { Timeout = new() { Rate = TimeSpan.FromMilliseconds(100.5) } });
        await session.GetAsync("/0", Token);
        var before = session.GetAsync("/1", Token);
        var late = isBlocking
            ? Task.Factory.StartNew(
                () => hasty.Get("/late", cancellationToken: Token),
                Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : hasty.GetAsync("/late", Token);
        await rig.Time.UntilArmedAsync(2);

        rig.Time.Advance(TimeSpan.FromMilliseconds(100));
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));

        var thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => late);
        Assert.Equal(TimeoutPhase.Rate, thrown.Phase);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await before;
    }

    [Fact]
    public async Task Where_all_origins_share_a_store_the_others_go_on_too()
    {
        using var rig = new RateRig<FakeTime>(sent => sent.Url.EndsWith("/0", StringComparison.Ordinal)
            ? FakeServer.Reply(503, "", ("Retry-After", "30"))
            : FakeServer.Reply(200));
        using var session = rig.Session(
            RateLimit.PerSecond(1, burst: 5) with { Scope = RateLimitScope.Session, Store = new MemoryRateStore() });
        await session.GetAsync("http://a.example/0", Token);

        var paused = session.GetAsync("http://a.example/1", Token);
        var other = session.GetAsync("http://b.example/2", Token);

        Assert.Equal(200, (await other).StatusCode);
        Assert.False(paused.IsCompleted);
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        await paused;
    }

    /// <summary>Sends that wait together for a token have taken permits one after the other before.</summary>
    [Fact]
    public async Task A_send_whose_signature_took_long_takes_another_permit()
    {
        var token = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(
            RateLimit.PerSecond(10),
            new() { Auth = Auth.Bearer(_ => ++asked <= 8 ? new("old") : new ValueTask<string>(token.Task)) });
        Task[] calls = [.. Enumerable.Range(0, 8).Select(number => session.GetAsync($"/{number}", Token))];
        await rig.UntilAsync(1);
        for (var i = 0; i < 20; i++)
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(100)); // All have their permits, and wait for the token.
        }

        token.SetResult("new");
        for (var i = 0; i < 40 && !Task.WhenAll(calls).IsCompleted; i++)
        {
            await Task.Yield();
            rig.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(Task.WhenAll(calls), Task.Delay(20, Token));
        }

        await Task.WhenAll(calls);
        var moments = rig.Moments.ToList();
        Assert.All(moments, from => Assert.InRange(moments.Count(at => at >= from && at <= from + 0.2), 1, 3));
    }
}
