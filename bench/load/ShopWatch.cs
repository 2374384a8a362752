using System.Diagnostics;

namespace Peregrine.Load;

/// <summary>Reads the shop's figures each second, while the load lasts.</summary>
internal sealed class ShopWatch(ShopProcess shop, ShopMetrics metrics, LoadSettings settings) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly List<ShopReading> _readings = [];
    private readonly Stopwatch _clock = new();
    private Func<int>? _busiest;
    private Timer? _timer;
    private TimeSpan _used;

    internal IReadOnlyList<ShopReading> Readings => _readings;

    /// <summary>The processor time of the shop, in cores.</summary>
    internal double Cores { get; private set; }

    /// <summary>Begins.</summary>
    /// <param name="busiest">How many requests were under way at once since it was last asked.</param>
    internal void Start(Func<int> busiest)
    {
        _busiest = busiest;
        _used = shop.ProcessorTime;
        _clock.Start();
        _timer = new Timer(_ => Read(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Ends, with a last reading.</summary>
    internal void Stop()
    {
        _timer?.Dispose();
        Read();
        _clock.Stop();
        Cores = shop.IsRunning ? (shop.ProcessorTime - _used) / _clock.Elapsed : 0;
    }

    /// <summary>
    /// Waits for an export without a connection in use: then all that the load took was given back. The report says
    /// where none came.
    /// </summary>
    internal async Task WaitUntilIdleAsync()
    {
        var waited = Stopwatch.StartNew();
        for (var exports = metrics.Exports + 2; waited.Elapsed < Patience; await Task.Delay(100))
        {
            if (metrics.Exports >= exports && metrics.Connections.Active == 0)
            {
                return;
            }
        }
    }

    public void Dispose() => _timer?.Dispose();

    private bool IsJudged(double second) =>
        (second >= settings.Warm && second < settings.Warm + Growth.Window + 1)
        || second > settings.Seconds - Growth.Window;

    private void Read()
    {
        if (!shop.IsRunning)
        {
            return; // The program says so in the end.
        }

        lock (_gate)
        {
            _readings.Add(new ShopReading(
                _clock.Elapsed.TotalSeconds, metrics.Connections.Open, shop.Handles, metrics.Heap, shop.Resident,
                _busiest!()));
            if (IsJudged(_readings[^1].Second + 1))
            {
                shop.Collect(); // For the next reading.
            }
        }
    }
}
