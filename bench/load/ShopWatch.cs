using System.Diagnostics;

namespace Peregrine.Load;

/// <summary>Reads the shop's figures each second: while the load lasts, and then until it is at rest.</summary>
internal sealed class ShopWatch(ShopProcess shop, ShopMetrics metrics, LoadSettings settings) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1); // Idle connections close after 5 s.

    private readonly Lock _gate = new();
    private readonly List<ShopReading> _readings = [];
    private readonly List<ShopReading> _rest = [];
    private readonly Stopwatch _clock = new();
    private Func<int>? _busiest;
    private Timer? _timer;
    private TimeSpan _used;

    internal IReadOnlyList<ShopReading> Readings => _readings;

    /// <summary>Those after the load.</summary>
    internal IReadOnlyList<ShopReading> Rest => _rest;

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

    /// <summary>The load is over.</summary>
    internal void Stop()
    {
        _timer?.Dispose();
        Cores = shop.IsRunning ? (shop.ProcessorTime - _used) / _clock.Elapsed : 0;
    }

    /// <summary>
    /// Reads on until no connection is in use and nothing has grown: then all that the load took was given back. The
    /// report says where that did not come.
    /// </summary>
    internal async Task RestAsync()
    {
        var waited = Stopwatch.StartNew();
        var exports = metrics.Exports + 2;
        do
        {
            shop.Collect(); // For the next reading.
            await Task.Delay(TimeSpan.FromSeconds(1));
            lock (_gate)
            {
                _rest.Add(ReadNow());
            }
        }
        while (shop.IsRunning && waited.Elapsed < Patience && (metrics.Exports < exports || !IsAtRest()));
    }

    public void Dispose() => _timer?.Dispose();

    private bool IsJudged(double second) =>
        second >= settings.Warm && second < settings.Warm + Growth.Window + 1;

    private bool IsAtRest() => metrics.Connections.Active == 0
        && Growth.All.All(growth => growth.Judge(_readings, _rest, settings.Warm).Holds);

    private ShopReading ReadNow() => new(
        _clock.Elapsed.TotalSeconds, metrics.Connections.Open, shop.Handles, metrics.Heap, shop.Resident, _busiest!());

    private void Read()
    {
        if (!shop.IsRunning)
        {
            return; // The program says so in the end.
        }

        lock (_gate)
        {
            _readings.Add(ReadNow());
            if (IsJudged(_readings[^1].Second + 1))
            {
                shop.Collect(); // For the next reading.
            }
        }
    }
}
