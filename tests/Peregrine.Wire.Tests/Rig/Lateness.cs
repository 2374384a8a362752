using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// How late the machine wakes threads and runs timers while a test measures a time: a busy machine makes calls late
/// too, and that is no fault of theirs. On a quiet machine it is zero.
/// </summary>
internal sealed class Lateness : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(3);
    private readonly CancellationTokenSource _stop = new();
    private long _ofThreads;
    private long _ofTimers;

    internal Lateness()
    {
        new Thread(WatchThreads) { IsBackground = true }.Start();
        _ = WatchTimersAsync();
    }

    /// <summary>All of it so far, twice, because a call waits for more than one of these.</summary>
    internal TimeSpan Total =>
        2 * TimeSpan.FromTicks(Math.Max(Interlocked.Read(ref _ofThreads), Interlocked.Read(ref _ofTimers)));

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private void WatchThreads()
    {
        while (!_stop.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            Thread.Sleep(Step);
            Note(ref _ofThreads, clock.Elapsed);
        }
    }

    private async Task WatchTimersAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            await Task.Delay(Step, CancellationToken.None).ConfigureAwait(false);
            Note(ref _ofTimers, clock.Elapsed);
        }
    }

    private static void Note(ref long total, TimeSpan slept)
    {
        if (slept - Step is var late && late > Usual)
        {
            Interlocked.Add(ref total, late.Ticks);
        }
    }
}
