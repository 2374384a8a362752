using System.Diagnostics;
using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>
/// The process of one client in one scenario. It does what it is told on its standard input, `warm` or `go SECONDS`,
/// and answers each with a line; between its turns it does nothing.
/// </summary>
internal sealed class Worker(Scenario scenario, string client, Endpoints endpoints)
{
    private const int MostCalls = 1 << 20;
    private readonly long[] _latencies = new long[MostCalls];
    private int _calls;
    private long _inHeap; // Where connections are left idle: while they are.

    internal async Task RunAsync()
    {
        Adapter adapter;
        try
        {
            adapter = Adapters.Make(client, scenario.Place, endpoints);
            scenario.Prepare?.Invoke(adapter);
            await scenario.Call(adapter, 0);
        }
        catch (NotSupportedException)
        {
            Console.WriteLine("not supported");
            return;
        }

        if (scenario.Place is Place.Memory or Place.Mock)
        {
            ThreadPool.SetMaxThreads(1, 1); // Two on one core would measure their switching.
        }

        Console.WriteLine("ready");
        while (Console.ReadLine() is { Length: > 0 } order)
        {
            var words = order.Split(' ');
            if (words[0] == "warm")
            {
                await WarmAsync(adapter, TimeSpan.FromSeconds(double.Parse(words[1])));
                Console.WriteLine("warm");
            }
            else
            {
                Console.WriteLine(JsonSerializer.Serialize(await MeasureAsync(adapter, double.Parse(words[1]))));
            }
        }

        adapter.Dispose();
    }

    // In processor time, because compiling has to have its share of a core that others may want too.
    private async Task WarmAsync(Adapter adapter, TimeSpan cpu)
    {
        var clock = Stopwatch.StartNew();
        var started = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - started < cpu && clock.Elapsed < 2 * cpu)
        {
            await (scenario.BeforeTurn?.Invoke(adapter) ?? Task.CompletedTask);
            await RoundAsync(adapter, 0.1);
        }
    }

    private async Task<Sample> MeasureAsync(Adapter adapter, double seconds)
    {
        await (scenario.BeforeTurn?.Invoke(adapter) ?? Task.CompletedTask);
        var idle = GC.GetTotalMemory(forceFullCollection: true);
        var heap = idle;
        var watch = scenario.IsBulk
            ? new Timer(_ => heap = Math.Max(heap, GC.GetTotalMemory(false)), null, 0, 5)
            : null;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await RoundAsync(adapter, seconds);
        var taken = clock.Elapsed;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        watch?.Dispose();
        var kept = _latencies.AsSpan(0, Math.Min(_calls, MostCalls));
        kept.Sort();
        return new Sample(
            _calls,
            taken.TotalSeconds,
            cpu.TotalMicroseconds,
            scenario.IsIdle ? _inHeap - idle : bytes,
            At(kept, 0.5),
            At(kept, 0.99),
            PeakMemory(),
            scenario.IsBulk ? (heap - idle) / 1048576.0 : null);
    }

    private async Task RoundAsync(Adapter adapter, double seconds)
    {
        _calls = 0;
        if (scenario.Batch > 0)
        {
            using var fresh = Adapters.Make(client, scenario.Place, endpoints);
            await CallAsync(fresh, long.MaxValue, scenario.Batch);
            await LeaveIdleAsync(fresh);
            return;
        }

        var until = Stopwatch.GetTimestamp() + (long)(Math.Max(seconds, scenario.Seconds) * Stopwatch.Frequency);
        var most = scenario.HasOneCall ? 1 : int.MaxValue;
        if (scenario.Workers == 1)
        {
            await CallAsync(adapter, until, most);
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, scenario.Workers).Select(_ => CallAsync(adapter, until, most)));
    }

    private async Task LeaveIdleAsync(Adapter adapter)
    {
        if (scenario.IsIdle)
        {
            await adapter.LeaveIdleAsync();
            _inHeap = GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    private async Task CallAsync(Adapter adapter, long until, int most)
    {
        for (var before = Stopwatch.GetTimestamp(); before < until && most > 0; most--)
        {
            await scenario.Call(adapter, _calls);
            var after = Stopwatch.GetTimestamp();
            var number = Interlocked.Increment(ref _calls) - 1;
            if (number < MostCalls)
            {
                _latencies[number] = after - before;
            }

            before = after;
        }
    }

    private static double At(ReadOnlySpan<long> sorted, double part) =>
        sorted[(int)(part * (sorted.Length - 1))] * 1e6 / Stopwatch.Frequency;

    // Linux keeps count.
    private static double PeakMemory() => double.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
}
