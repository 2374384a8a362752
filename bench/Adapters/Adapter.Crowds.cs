namespace Peregrine.Bench;

/// <content>Many hosts.</content>
internal abstract partial class Adapter
{
    // How many connections a client may keep for itself when all that were idle are closed.
    private const int Few = 100;

    /// <summary>Gets from a host that was not asked before.</summary>
    internal virtual Task<Document> GetFromNewHostAsync() => throw new NotSupportedException();

    /// <summary>Asks many hosts, some at a time: a connection to each lies idle then.</summary>
    internal async Task OpenAsync(int hosts)
    {
        var left = hosts;
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await GetFromNewHostAsync();
            }
        }));
    }

    /// <summary>Waits for as long as it takes until all that lies idle is closed.</summary>
    internal static async Task ExpireAsync()
    {
        await Task.Delay(Hosts.IdleTime * 1.5);
        var open = Directory.GetFiles("/proc/self/fd").Length;
        if (open > Few)
        {
            throw new InvalidOperationException($"{open} files are open: idle connections were not closed in time.");
        }
    }
}
