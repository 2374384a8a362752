using System.Diagnostics;

namespace Peregrine;

/// <summary>Runs work on a thread of its own while every worker of the thread pool is blocked.</summary>
internal static class Starved
{
    internal static (TimeSpan Elapsed, T Result) Run<T>(Func<T> work)
    {
        ThreadPool.GetMinThreads(out var minWorkers, out var minPorts);
        ThreadPool.GetMaxThreads(out var maxWorkers, out var maxPorts);
        using var release = new ManualResetEventSlim();
        var few = Math.Max(Environment.ProcessorCount, ThreadPool.ThreadCount);
        var left = few;
        try
        {
            Assert.True(ThreadPool.SetMinThreads(few, minPorts) && ThreadPool.SetMaxThreads(few, maxPorts));
            for (var i = 0; i < few; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => Block(), null);
            }

            Assert.True(SpinWait.SpinUntil(IsFull, TimeSpan.FromSeconds(10)), "The pool has workers left.");
            return Measure(work);
        }
        finally
        {
            release.Set();
            ThreadPool.SetMaxThreads(maxWorkers, maxPorts);
            ThreadPool.SetMinThreads(minWorkers, minPorts);
            SpinWait.SpinUntil(() => Volatile.Read(ref left) == 0, TimeSpan.FromSeconds(10));
        }

        void Block()
        {
            release.Wait(TimeSpan.FromSeconds(20));
            Interlocked.Decrement(ref left);
        }
    }

    private static bool IsFull()
    {
        ThreadPool.GetAvailableThreads(out var workers, out _);
        return workers <= 0;
    }

    private static (TimeSpan Elapsed, T Result) Measure<T>(Func<T> work)
    {
        (TimeSpan Elapsed, T Result) outcome = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                var clock = Stopwatch.StartNew();
                var result = work();
                outcome = (clock.Elapsed, result);
            }
            catch (Exception thrown) when (thrown is not OutOfMemoryException)
            {
                failure = thrown;
            }
        });
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(10)), "The call waits for a worker of the pool.");
        return failure is null ? outcome : throw new InvalidOperationException("The work failed.", failure);
    }
}
