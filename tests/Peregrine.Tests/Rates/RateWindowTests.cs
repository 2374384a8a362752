namespace Peregrine;

/// <summary>
/// No second sees more than the permits of a second and the burst, whatever comes: rates, bursts and arrivals, timers
/// that are late, pauses, sends that give up. On a schedule of moments, without a clock.
/// </summary>
public sealed class RateWindowTests
{
    private static readonly RateLimit[] Limits =
    [
        RateLimit.PerSecond(1), RateLimit.PerSecond(1, burst: 3), RateLimit.PerSecond(2.5), RateLimit.PerSecond(3),
        RateLimit.PerSecond(7, burst: 2), RateLimit.PerSecond(10), RateLimit.PerSecond(10, burst: 5),
        RateLimit.PerSecond(50, burst: 50), RateLimit.PerSecond(333, burst: 7), RateLimit.PerSecond(1000),
        RateLimit.PerSecond(0.5), RateLimit.PerMinute(30), RateLimit.PerMinute(90, burst: 2),
        RateLimit.PerMinute(100, burst: 10), new RateLimit(5, TimeSpan.FromSeconds(2)),
        new RateLimit(1000, TimeSpan.FromHours(1)) { Burst = 20 },
    ];

    private static readonly string[] Arrivals =
    [
        "at once", "even", "twice the rate", "just behind", "bursts", "by chance", "late timers", "pauses", "giving up",
    ];

    public static TheoryData<int, string> Rows => RowsOf(Arrivals);

    public static TheoryData<int, string> BusyRows => RowsOf("at once", "giving up", "late timers");

    [Theory]
    [MemberData(nameof(Rows))]
    public void No_second_sees_more_than_rate_plus_burst(int row, string arrivals)
    {
        var limit = Limits[row];
        for (var seed = 0; seed < 20; seed++)
        {
            var sends = new RateSimulation(limit, arrivals, seed).Run();

            Assert.True(sends.Count > 100, $"{sends.Count} sends");
            CheckWindows(sends, limit, TimeSpan.FromSeconds(1));
            CheckWindows(sends, limit, limit.Per);
        }
    }

    [Theory]
    [MemberData(nameof(BusyRows))]
    public void No_permit_is_lost_while_sends_wait(int row, string arrivals)
    {
        var limit = Limits[row];

        var sends = new RateSimulation(limit, arrivals, seed: 1).Run();

        // The first burst comes at once, each further send one interval later; a timer that is late costs nothing
        // but where permits and seconds don't divide evenly, and then less than an interval a wait.
        var pace = RatePace.FromLimit(limit);
        var due = (sends.Count - limit.Burst) * pace.Interval;
        var late = arrivals == "late timers" ? pace.Interval - pace.Slack : 0;
        Assert.InRange(sends[^1] - sends[0], due - pace.Interval, due + (sends.Count * late) + pace.Interval);
    }

    private static TheoryData<int, string> RowsOf(params string[] arrivals) =>
        [.. Enumerable.Range(0, Limits.Length).SelectMany(limit => arrivals.Select(arrival => (limit, arrival)))];

    private static void CheckWindows(List<long> sends, RateLimit limit, TimeSpan window)
    {
        var most = (limit.Permits * (window / limit.Per)) + limit.Burst;
        var first = 0;
        for (var last = 0; last < sends.Count; last++)
        {
            while (sends[last] - sends[first] > window.Ticks)
            {
                first++;
            }

            Assert.True(
                last - first + 1 <= most + 1e-9,
                $"{last - first + 1} sends in {window} from {TimeSpan.FromTicks(sends[first])}, {most} allowed");
        }
    }
}
