namespace Peregrine;

/// <summary>
/// No second sees more than the permits of a second and the burst: by whole sessions on a clock of the test, blocking
/// and not, with calls that give up.
/// </summary>
public sealed class RateClockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<double, double, int, int> Rows => new()
    {
        // Permits, in so many seconds, burst, and the steps of the clock in milliseconds: no longer than an interval.
        { 10, 1, 1, 100 },
        { 10, 1, 1, 37 },
        { 10, 1, 5, 63 },
        { 3, 1, 2, 111 },
        { 2.5, 1, 1, 90 },
        { 50, 1, 50, 20 },
        { 90, 60, 1, 250 },
        { 1, 1, 10, 999 },
        { 100, 3600, 3, 10_000 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Of_calls_that_come_at_once_each_permit_lets_one_go(
        double permits, double per, int burst, int step)
    {
        var limit = new RateLimit(permits, TimeSpan.FromSeconds(per)) { Burst = burst };
        using var rig = new RateRig<FakeTime>();
        using var session = rig.Session(limit);
        using var cancellation = new CancellationTokenSource();
        List<Task<Response>> calls =
        [
            .. Enumerable.Range(0, 80).Select(
                number => session.GetAsync("/", number % 4 == 3 ? cancellation.Token : Token)),
        ];

        // A quarter of them gives up when the first have gone.
        await rig.UntilAsync(burst);
        await cancellation.CancelAsync();
        var gone = calls.Where((call, number) => number % 4 == 3 && number >= burst).ToList();
        await Task.WhenAll(gone).ContinueWith(_ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default);
        var left = calls.Except(gone).ToList();
        await MoveAsync(rig, RatePace.FromLimit(limit), burst, left.Count, step);

        await Task.WhenAll(left);
        Assert.All(gone, call => Assert.True(call.IsCanceled));
        Check(rig.Sent, limit, left.Count);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Calls_one_after_the_other_wait_where_they_must(double permits, double per, int burst, int step)
    {
        var limit = new RateLimit(permits, TimeSpan.FromSeconds(per)) { Burst = burst };
        using var rig = new RateRig<HastyTime>();
        using var session = rig.Session(limit);
        var random = new Random(step);
        for (var number = 0; number < 200; number++)
        {
            if (random.Next(3) == 0)
            {
                // The caller does something else for a while.
                var pause = TimeSpan.FromMilliseconds(random.Next(4 * step));
                rig.Time.CreateTimer(_ => { }, null, pause, Timeout.InfiniteTimeSpan).Dispose();
            }

            session.Get("/", cancellationToken: Token);
        }

        Check(rig.Sent, limit, 200);
    }

    // The clock goes on when as many have gone as may have by then. A call that had read the clock and not yet set its
    // timer when the clock went on wakes a step late: that may happen a few times, and the clock goes on for it.
    private static async Task MoveAsync(RateRig<FakeTime> rig, RatePace pace, int burst, int count, int step)
    {
        var late = 3;
        for (var moved = TimeSpan.Zero; rig.Sent.Count < count;)
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(step));
            moved += TimeSpan.FromMilliseconds(step);
            var gone = rig.UntilAsync((int)Math.Min(count, burst + (moved.Ticks / pace.Interval)));
            while (late > 0 && await Task.WhenAny(gone, Task.Delay(TimeSpan.FromSeconds(5), Token)) != gone)
            {
                late--;
                rig.Time.Advance(TimeSpan.FromMilliseconds(step));
            }

            await gone;
        }
    }

    private static void Check(List<(string Path, double At)> sent, RateLimit limit, int count)
    {
        Assert.Equal(count, sent.Count);
        foreach (var window in new[] { 1, limit.Per.TotalSeconds })
        {
            var most = (limit.Permits * window / limit.Per.TotalSeconds) + limit.Burst;
            Assert.All(sent, first => Assert.InRange(
                sent.Count(one => one.At >= first.At && one.At <= first.At + window), 1, most + 1e-9));
        }
    }
}
