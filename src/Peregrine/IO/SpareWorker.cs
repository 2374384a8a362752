namespace Peregrine;

/// <summary>
/// While a worker of the thread pool waits for what other workers do, the pool may have one more. Without it, two
/// hundred that wait keep the pool from doing what they wait for until it has grown by as many, which takes it most of
/// a minute.
/// </summary>
internal readonly struct SpareWorker : IDisposable
{
    private static readonly Lock Gate = new();
    private readonly bool _isThere;

    private SpareWorker(bool isThere) => _isThere = isThere;

    /// <summary>One for the thread that asks, when it is a worker and the pool's limits allow it.</summary>
    internal static SpareWorker ForThisOne() => new(Thread.CurrentThread.IsThreadPoolThread && TryAdd(1));

    public void Dispose()
    {
        if (_isThere)
        {
            TryAdd(-1);
        }
    }

    private static bool TryAdd(int count)
    {
        lock (Gate)
        {
            ThreadPool.GetMinThreads(out var workers, out var ports);
            return ThreadPool.SetMinThreads(workers + count, ports);
        }
    }
}
