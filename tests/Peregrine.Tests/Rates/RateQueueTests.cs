using System.Globalization;

namespace Peregrine;

/// <summary>Many sends at once: in order, one for each permit, and none is lost.</summary>
public sealed class RateQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_go_in_the_order_in_which_they_came()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerSecond(10, burst: 3));
        var calls = Start(session, 40);

        await StepAsync(rig, from: 3, to: 40);

        await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, 40).Select(PathOf), rig.Sent.Select(one => one.Path));
        Assert.Equal(
            Enumerable.Range(0, 40).Select(number => Math.Round(Math.Max(0, number - 2) * 0.1, 6)), rig.Moments);
    }

    [Fact]
    public async Task One_that_comes_later_waits_behind_them_though_a_permit_is_there()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerSecond(10));
        var calls = Start(session, 3);
        rig.Time.Advance(TimeSpan.FromMilliseconds(100));
        var late = session.GetAsync("/late", Token);

        await StepAsync(rig, from: 2, to: 4);

        await Task.WhenAll([.. calls, late]);
        Assert.Equal(["/0", "/1", "/2", "/late"], rig.Sent.Select(one => one.Path));
    }

    [Fact]
    public async Task Those_that_give_up_leave_their_permits_to_the_others()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerSecond(10));
        using var cancellation = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 2_000).Select(number => session.GetAsync(
            PathOf(number), number % 50 == 0 ? Token : cancellation.Token)).ToList();
        await rig.UntilAsync(1);

        await cancellation.CancelAsync();
        await StepAsync(rig, from: 1, to: 40);

        var stayed = calls.Where((_, number) => number % 50 == 0).ToList();
        await Task.WhenAll(stayed);
        foreach (var gone in calls.Except(stayed))
        {
            var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
            Assert.Equal(cancellation.Token, thrown.CancellationToken);
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(number => PathOf(number * 50)), rig.Sent.Select(one => one.Path));
        Assert.Equal(Enumerable.Range(0, 40).Select(number => Math.Round(number * 0.1, 6)), rig.Moments);
    }

    [Fact]
    public async Task The_first_that_gives_up_lets_the_next_go_on_time()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerSecond(1));
        using var cancellation = new CancellationTokenSource();
        await session.GetAsync("/0", Token);
        var first = session.GetAsync("/1", cancellation.Token);
        var next = session.GetAsync("/2", Token);
        rig.Time.Advance(TimeSpan.FromSeconds(0.9));

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        rig.Time.Advance(TimeSpan.FromSeconds(0.1));

        await next;
        Assert.Equal([("/0", 0.0), ("/2", 1.0)], rig.Sent);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_takes_no_permit()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerSecond(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.GetAsync("/0", new CancellationToken(canceled: true)));
        await session.GetAsync("/1", Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.GetAsync("/2", new CancellationToken(canceled: true)));
        rig.Time.Advance(TimeSpan.FromSeconds(1));

        await session.GetAsync("/3", Token);
        Assert.Equal([("/1", 0.0), ("/3", 1.0)], rig.Sent);
    }

    [Fact]
    public async Task Ten_thousand_are_served()
    {
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(RateLimit.PerSecond(1_000, burst: 10));

        await Task.WhenAll(Start(session, 10_000));

        Assert.Equal(10_000, rig.Sent.Count);
        Assert.InRange(rig.Moments.Max(), 9.99, 10);
    }

    [Fact]
    public async Task Blocking_calls_wait_among_the_others()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerSecond(10));
        var blocking = Enumerable.Range(0, 4).Select(number => Task.Factory.StartNew(
            () => session.Get("/blocking", cancellationToken: Token),
            Token, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Task[] calls = [.. blocking, .. Start(session, 4)];

        await StepAsync(rig, from: 1, to: 8);

        await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, 8).Select(number => Math.Round(number * 0.1, 6)), rig.Moments);
        Assert.Equal(4, rig.Sent.Count(one => one.Path == "/blocking"));
    }

    [Fact]
    public async Task Blocking_calls_on_the_clock_of_the_system_wait_on_their_own_threads()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(
            new() { Transport = server, RateLimit = RateLimit.PerSecond(500) with { Scope = RateLimitScope.Session } });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () => session.Get("http://h.example/", cancellationToken: Token),
            Token, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(14), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task A_blocking_call_that_waits_behind_others_can_be_cancelled()
    {
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(RateLimit.PerMinute(1));
        using var cancellation = new CancellationTokenSource();
        var calls = Start(session, 2);
        var blocking = Task.Factory.StartNew(
            () => session.Get("/blocking", cancellationToken: cancellation.Token),
            Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocking);
        rig.Time.Advance(TimeSpan.FromMinutes(1));

        await Task.WhenAll(calls);
        Assert.Equal([0.0, 60.0], rig.Moments);
    }

    // One interval for each further send: the clock moves on when the one before has gone.
    private static async Task StepAsync(RateRig<FakeTime> rig, int from, int to)
    {
        await rig.UntilAsync(from);
        for (var count = from + 1; count <= to; count++)
        {
            await rig.Time.UntilArmedAsync(1); // A blocking call comes to its pause on a thread of its own.
            rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            await rig.UntilAsync(count);
        }
    }

    private static List<Task<Response>> Start(HttpSession session, int count) =>
        [.. Enumerable.Range(0, count).Select(number => session.GetAsync(PathOf(number), Token))];

    private static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"/{number}");
}
