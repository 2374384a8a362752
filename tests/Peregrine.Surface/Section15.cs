using System.Diagnostics;
using Peregrine;

namespace Surface;

internal static class Section15
{
    internal static async Task RunAsync(string bin)
    {
        Block(bin);
        Shapes();
        await SpreadAsync(bin, isBlocking: true);
        await SpreadAsync(bin, isBlocking: false);
        await LimitsAsync(bin);
        await PausesAsync(bin);
        Sharing(bin);
    }

    private static void Block(string bin)
    {
        IRateStore store = new MemoryRateStore();
        using var one = new HttpSession(new()
        {
            BaseUrl = bin,
            RateLimit = RateLimit.PerSecond(10, burst: 5),
            Mounts = { ["https://"] = new() { RateLimit = RateLimit.PerMinute(10) } },
        });
        using var other = new HttpSession(new() { RateLimit = RateLimit.PerSecond(50) with { Store = store } });
        using var third = new HttpSession(new()
        {
            RateLimit = new RateLimit(10, TimeSpan.FromSeconds(1)) { Burst = 2, Scope = RateLimitScope.Session },
        });
        using var fourth = new HttpSession(new() { RateLimit = RateLimit.None });

        Check.Equal(200, one.Get("/get").StatusCode, "a send with a permit");
    }

    private static void Shapes()
    {
        var limit = RateLimit.PerSecond(10);
        Check.Equal(1, limit.Burst, "Burst is 1 unless set");
        Check.Equal(RateLimitScope.Origin, limit.Scope, "one bucket for each origin");
        Check.Equal(TimeSpan.FromSeconds(120), limit.MaxPause, "MaxPause is 120 s");
        Check.Equal(limit, new RateLimit(10, TimeSpan.FromSeconds(1)), "a record");
        Check.That(typeof(RateLimit).IsSealed, "a sealed record");
        Check.Equal<TimeSpan?>(null, ((Timeouts)10).Rate, "Timeout = 10 does not set Rate");
        Check.Equal<TimeSpan?>(Timeout.InfiniteTimeSpan, Timeouts.None.Rate, "Timeouts.None does");
    }

    // Eleven sends at 50 a second with a bucket of one take a fifth of a second.
    private static async Task SpreadAsync(string bin, bool isBlocking)
    {
        using var session = new HttpSession(new() { BaseUrl = bin, RateLimit = RateLimit.PerSecond(50) });
        var clock = Stopwatch.StartNew();
        if (isBlocking)
        {
            for (var number = 0; number < 11; number++)
            {
                Check.Equal(200, session.Get("/get").StatusCode, "a blocking send");
            }
        }
        else
        {
            var responses = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => session.GetAsync("/get")));
            Check.That(responses.All(response => response.IsSuccess), "asynchronous sends");
        }

        Check.That(clock.Elapsed >= TimeSpan.FromSeconds(0.199), $"blocking {isBlocking}: {clock.Elapsed}");
    }

    private static async Task LimitsAsync(string bin)
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = bin,
            RateLimit = RateLimit.PerMinute(1),
            Timeout = new() { Rate = TimeSpan.FromSeconds(1) },
        });
        await session.GetAsync("/get");
        var phase = Check.Throws<RequestTimeoutException>(() => session.Get("/get"), "Timeouts.Rate").Phase;
        Check.Equal(TimeoutPhase.Rate, phase, "the wait's phase");
        phase = Check.Throws<RequestTimeoutException>(
            () => session.Get("/get", new() { Timeout = Timeouts.None with { Total = TimeSpan.FromSeconds(1) } }),
            "Timeouts.Total").Phase;
        Check.Equal(TimeoutPhase.Total, phase, "Total holds");
        Check.Throws<RequestTimeoutException>(() => session.Get("/redirect/1"), "a redirect takes one too");
    }

    private static async Task PausesAsync(string bin)
    {
        using var session = new HttpSession(
            new() { BaseUrl = bin, RateLimit = RateLimit.PerSecond(1000, burst: 100), Retry = RetryPolicy.None });
        await session.GetAsync("/response-headers?RateLimit=%22a%22%3Br%3D0%3Bt%3D30");
        var hasty = new RequestOptions { Timeout = new() { Rate = TimeSpan.FromSeconds(5) } };
        var paused = Check.Throws<RequestTimeoutException>(() => session.Get("/get", hasty), "the origin is paused");
        Check.Equal(TimeoutPhase.Rate, paused.Phase, "in the phase of the rate");

        using var free = new HttpSession(new() { BaseUrl = bin });
        await free.GetAsync("/response-headers?RateLimit=%22a%22%3Br%3D0%3Bt%3D30");
        Check.Equal(200, free.Get("/get", hasty).StatusCode, "without a RateLimit nothing is paused");

        using var bounded = session.With(new()
        {
            RateLimit = RateLimit.PerSecond(1000) with { MaxPause = TimeSpan.FromSeconds(0.1) },
        });
        await bounded.GetAsync("/response-headers?X-RateLimit-Remaining=0&X-RateLimit-Reset=30");
        Check.Equal(200, bounded.Get("/get", hasty).StatusCode, "for at most MaxPause");
    }

    private static void Sharing(string bin)
    {
        using var session = new HttpSession(new()
        {
            BaseUrl = bin,
            RateLimit = RateLimit.PerMinute(1),
            Timeout = new() { Rate = TimeSpan.FromSeconds(1) },
        });
        using var sharing = session.With(new() { Headers = { ["X"] = "1" } });
        using var apart = session.With(new() { RateLimit = RateLimit.PerMinute(1) });
        session.Get("/get");
        Check.Equal(200, apart.Get("/get").StatusCode, "a limit of its own");
        Check.Throws<RequestTimeoutException>(() => sharing.Get("/get"), "With shares the buckets");

        var store = RateLimit.PerMinute(1) with { Store = new MemoryRateStore() };
        using var one = new HttpSession(new() { BaseUrl = bin, RateLimit = store });
        using var other = new HttpSession(
            new() { BaseUrl = bin, RateLimit = store, Timeout = new() { Rate = TimeSpan.FromSeconds(1) } });
        one.Get("/get");
        Check.Throws<RequestTimeoutException>(() => other.Get("/get"), "sessions share a store");
    }
}
