namespace Peregrine;

/// <summary>How long a send waits for its permit.</summary>
public sealed class RateTimeoutTests
{
    private static readonly RateLimit Slow = RateLimit.PerMinute(6);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wait_that_is_known_to_be_longer_than_its_limit_fails_at_once(bool isBlocking)
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(Slow, new() { Timeout = new() { Rate = TimeSpan.FromSeconds(4) } });
        await session.GetAsync("/0", Token);

        var thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => GetAsync(session, isBlocking));

        Assert.Equal((TimeoutPhase.Rate, TimeSpan.FromSeconds(4)), (thrown.Phase, thrown.Limit));
        Assert.True(thrown.IsTransient);
        Assert.IsType<TimeoutException>(thrown.InnerException);
        Assert.Equal(
            "GET http://h.example/x timed out after 0 ms while waiting for a permit of the rate (limit: rate 4 s): "
            + "the next permit comes in 10 s (6 in 60 s, burst 1); raise RateLimit or Timeouts.Rate.",
            thrown.Message);
        Assert.Equal(AttemptReason.Final, Assert.Single(thrown.Attempts).Reason);
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await session.GetAsync("/1", Token)).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Behind_others_the_limit_is_that_of_the_wait(bool isBlocking)
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerMinute(1));
        using var hasty = session.With(new() { Timeout = new() { Rate = TimeSpan.FromSeconds(4) } });
        await session.GetAsync("/0", Token);
        var first = session.GetAsync("/1", Token);
        var behind = isBlocking
            ? Task.Factory.StartNew(
                () => hasty.Get("/x", cancellationToken: Token), Token, TaskCreationOptions.LongRunning,
                TaskScheduler.Default)
            : hasty.GetAsync("/x", Token);
        await rig.Time.UntilArmedAsync(2); // The wait of the first, and the limit of the one behind it.
        rig.Time.Advance(TimeSpan.FromSeconds(4));
        var thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => behind);

        Assert.Equal((TimeoutPhase.Rate, TimeSpan.FromSeconds(4)), (thrown.Phase, thrown.Limit));
        Assert.Contains("still wait: 1 (1 in 60 s", thrown.Message, StringComparison.Ordinal);
        rig.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(200, (await first).StatusCode);
    }

    [Fact]
    public async Task The_limit_on_the_whole_call_holds_too()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(Slow);
        using var hasty = session.With(new() { Timeout = Timeouts.None with { Total = TimeSpan.FromSeconds(9) } });
        await session.GetAsync("/0", Token);

        var thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => hasty.GetAsync("/1", Token));

        Assert.Equal((TimeoutPhase.Total, TimeSpan.FromSeconds(9)), (thrown.Phase, thrown.Limit));
        Assert.Contains("raise RateLimit or Timeouts.Total", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_that_fits_is_waited_for()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(
            Slow, new() { Timeout = Timeouts.None with { Rate = TimeSpan.FromSeconds(10) } });

        session.Get("/0");
        session.Get("/1");

        Assert.Equal([0.0, 10.0], rig.Moments);
    }

    [Fact]
    public async Task A_number_of_seconds_sets_no_limit_on_it()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerMinute(1), new() { Timeout = 10 });
        await session.GetAsync("/0", Token);
        var call = session.GetAsync("/1", Token);

        rig.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task None_turns_the_limit_of_the_session_off()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(Slow, new() { Timeout = new() { Rate = TimeSpan.FromSeconds(1) } });
        await session.GetAsync("/0", Token);
        var call = session.GetAsync("/1", new() { Timeout = Timeouts.None }, Token);

        rig.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(200, (await call).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_not_tried_again(bool hasMiddleware)
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(Slow, new()
        {
            Timeout = new() { Rate = TimeSpan.FromSeconds(1) },
            Retry = new RetryPolicy(3) { BackoffFactor = 0 },
            NetworkMiddleware = hasMiddleware ? [(request, next) => next.SendAsync(request)] : [],
        });
        await session.GetAsync("/0", Token);

        var thrown = await Assert.ThrowsAsync<RequestTimeoutException>(() => session.GetAsync("/1", Token));

        Assert.Equal(TimeoutPhase.Rate, thrown.Phase);
        Assert.Single(thrown.Attempts);
    }

    private static Task<Response> GetAsync(HttpSession session, bool isBlocking) => isBlocking
        ? Task.Factory.StartNew(
            () => session.Get("/x", cancellationToken: Token), Token, TaskCreationOptions.LongRunning,
            TaskScheduler.Default)
        : session.GetAsync("/x", Token);
}
