using Peregrine.Bench;

namespace Peregrine;

/// <summary>What a call costs that waits for a connection, beside one that need not.</summary>
[Collection(nameof(AloneCollection))]
public sealed class CrowdCostTests
{
    private const int Connections = 100;
    private const int CallsOfEach = 20;

    /// <summary>
    /// Of 1,600 calls that are under way at once on 100 connections, 1,500 wait. HttpClient's need 6 % more bytes than
    /// its calls that do not wait.
    /// </summary>
    [Fact]
    public async Task A_call_that_waits_needs_at_most_a_fifth_more_memory()
    {
        Assert.SkipWhen(
            AllocationTests.IsUnoptimised,
            "measures an optimised build: run the tests with -c Release, as ./check does");
        using var server = new QuietServer("{}"); // Connected to, and never asked.
        using var session = Crowded(server, TimeProvider.System);

        var alone = await BytesPerCallAsync(session, Connections);
        var crowded = await BytesPerCallAsync(session, 1600);

        TestContext.Current.TestOutputHelper!.WriteLine($"bytes per call: {alone}, and in the crowd {crowded}");
        Assert.Equal(Connections, session.GetPoolSnapshot().Open);
        Assert.True(crowded <= 1.2 * alone, $"{crowded} bytes in the crowd, {alone} else");
    }

    /// <summary>Each connection has a few timers of its own; a wait has none.</summary>
    [Fact]
    public async Task One_timer_serves_all_that_wait()
    {
        var time = new CountingTime();
        using var server = new QuietServer("{}");
        using var session = Crowded(server, time);

        await CallAsync(session, atOnce: 1600, callsOfEach: 5);

        Assert.InRange(time.Timers, 0, 10 * Connections);
    }

    private static HttpSession Crowded(QuietServer server, TimeProvider time) => new(new()
    {
        BaseUrl = server.Url[..server.Url.LastIndexOf('/')],
        Limits = new Limits { PerOrigin = Connections },
        TimeProvider = time,
        Filter = _ => new MemoryWire(),
    });

    private static async Task<long> BytesPerCallAsync(HttpSession session, int atOnce)
    {
        await CallAsync(session, atOnce, CallsOfEach);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await CallAsync(session, atOnce, CallsOfEach);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (atOnce * CallsOfEach);
    }

    private static Task CallAsync(HttpSession session, int atOnce, int callsOfEach) => Task.WhenAll(
        Enumerable.Range(0, atOnce).Select(async _ =>
        {
            for (var call = 0; call < callsOfEach; call++)
            {
                Assert.Equal(200, (await session.GetAsync("/json")).StatusCode);
            }
        }));

    private sealed class CountingTime : TimeProvider
    {
        private int _timers;

        internal int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref _timers);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
