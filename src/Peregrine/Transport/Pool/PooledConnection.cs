namespace Peregrine;

/// <summary>A connection that the pool keeps count of. What is set here is touched only under the pool's lock.</summary>
internal abstract class PooledConnection(PoolKey key) : IDisposable
{
    internal PoolKey Key => key;

    /// <summary>Where it is counted.</summary>
    internal PoolBucket? Bucket { get; set; }

    /// <summary>How often the pool had been told to drop its origin's connections when it was made; it serves no more when that grew.</summary>
    internal int Epoch { get; set; }

    /// <summary>When it last fell idle, as a timestamp of the pool's clock.</summary>
    internal long IdleSince { get; set; }

    /// <summary>Whether it has lain idle: the server may have closed it in that time, and its failure is then nobody's fault.</summary>
    internal bool HasRested { get; set; }

    /// <summary>Sends one request and reads the head of its response; none when the connection was taken away before anything of it was sent.</summary>
    internal abstract ValueTask<Outcome> SendAsync(Request request, SendContext call);

    /// <summary>Gives it back to the pool unused, or when it can serve again.</summary>
    internal abstract void GiveBack(long? now = null);

    /// <summary>Whether it has lain idle too long, or is too old.</summary>
    internal abstract bool IsExpired(Limits limits, long now);

    public void Dispose() => Close(keepsPlace: false);

    /// <summary>Closes the connection. Its place in the pool goes back, unless whoever closes it keeps the place.</summary>
    internal abstract void Close(bool keepsPlace);
}
