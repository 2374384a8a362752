namespace Peregrine;

/// <summary>Sends that come in some manner and ask one bucket, one after the other, as those of a gate do.</summary>
internal sealed class RateSimulation(RateLimit limit, string arrivals, int seed)
{
    private const int Count = 400;

    private readonly RatePace _pace = RatePace.FromLimit(limit);
    private readonly Random _random = new(seed);

    /// <summary>The moments of the sends, in ticks.</summary>
    internal List<long> Run()
    {
        var bucket = new RateBucket(0);
        var sends = new List<long>();
        var now = 0L;
        foreach (var arrival in Moments())
        {
            now = Math.Max(now, arrival);
            if (arrivals == "pauses" && _random.Next(20) == 0)
            {
                bucket.Pause(now, TimeSpan.FromTicks(_random.NextInt64(1, 5 * _pace.Interval)));
            }

            var patience = arrivals == "giving up" && _random.Next(2) == 0
                ? _random.NextInt64(_pace.Interval)
                : long.MaxValue;
            if (Wait(bucket, arrival, ref now, patience))
            {
                sends.Add(now);
            }
        }

        return sends;
    }

    // One that gives up leaves its permit to the next.
    private bool Wait(RateBucket bucket, long arrival, ref long now, long patience)
    {
        var begun = now;
        while (bucket.Take(_pace, now, TimeSpan.FromTicks(now - arrival)) is { IsTaken: false } answer)
        {
            var late = arrivals == "late timers" ? _random.NextInt64(_pace.Interval) : 0;
            var wake = now + answer.Wait.Ticks + late;
            if (wake - begun > patience)
            {
                now = begun + patience;
                return false;
            }

            now = wake;
        }

        return true;
    }

    private IEnumerable<long> Moments()
    {
        var at = 0L;
        for (var number = 0; number < Count; number++)
        {
            yield return at;
            at += arrivals switch
            {
                "even" => _pace.Interval,
                "twice the rate" => _pace.Interval / 2,
                "just behind" => _pace.Interval - 1 + _random.Next(3),
                "bursts" => number % 40 == 0 ? 30 * _pace.Interval : 0,
                "by chance" or "pauses" => _random.NextInt64(2 * _pace.Interval),
                _ => 0,
            };
        }
    }
}
