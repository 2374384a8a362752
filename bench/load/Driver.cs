using System.Collections.Concurrent;
using System.Diagnostics;

namespace Peregrine.Load;

/// <summary>Sends requests evenly: each has its own moment, and its time counts from that moment on.</summary>
internal sealed class Driver(HttpSession session, LoadSettings settings, ShopWatch watch)
{
    // More wait at the driver: the shop is behind then, and the rate that is reported tells it.
    private const int MostUnderWay = 200;

    private readonly SemaphoreSlim _places = new(MostUnderWay);
    private readonly ConcurrentQueue<Task> _calls = [];
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly double[] _milliseconds = new double[settings.Rate * settings.Seconds];
    private int _underWay;
    private int _busiest;
    private int _answered;

    internal async Task<LoadResult> RunAsync()
    {
        watch.Start(() => Interlocked.Exchange(ref _busiest, Volatile.Read(ref _underWay)));
        var began = Stopwatch.GetTimestamp();
        var sent = await Task.Factory.StartNew(
            () => Send(began), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        watch.Stop();
        await Task.WhenAll(_calls);
        var took = Stopwatch.GetElapsedTime(began);
        return new LoadResult(
            sent, _answered, [.. _failures], Math.Max(took.TotalSeconds, settings.Seconds),
            [.. _milliseconds.Take(sent).Order()]);
    }

    // On a thread of its own, which sleeps until the next request is due.
    private int Send(long began)
    {
        var number = 0;
        while (number < _milliseconds.Length && Stopwatch.GetElapsedTime(began).TotalSeconds < settings.Seconds + 0.1)
        {
            var due = began + (long)((double)number / settings.Rate * Stopwatch.Frequency);
            if (Stopwatch.GetTimestamp() < due)
            {
                Thread.Sleep(1);
                continue;
            }

            _places.Wait();
            _calls.Enqueue(SendAsync(number, due));
            number++;
        }

        return number;
    }

    private async Task SendAsync(int number, long due)
    {
        await Task.Yield();
        var underWay = Interlocked.Increment(ref _underWay);
        for (var most = Volatile.Read(ref _busiest); underWay > most; most = Volatile.Read(ref _busiest))
        {
            Interlocked.CompareExchange(ref _busiest, underWay, most);
        }

        try
        {
            var id = 1 + (number % 3);
            var response = await session.GetAsync($"/products/{id}");
            if (response.StatusCode == 200 && (int?)response.Json()["id"] == id)
            {
                Interlocked.Increment(ref _answered);
            }
            else
            {
                _failures.Enqueue($"{response}: {response.Text}");
            }
        }
        catch (RequestException failure)
        {
            _failures.Enqueue(failure.Message);
        }
        finally
        {
            _milliseconds[number] = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
            Interlocked.Decrement(ref _underWay);
            _places.Release();
        }
    }
}
