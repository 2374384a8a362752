namespace Peregrine;

/// <summary>The connections of one key, and who waits for one. Touched only under the pool's lock.</summary>
internal sealed class PoolBucket
{
    /// <summary>Idle connections, the one used last at the end.</summary>
    internal List<Http1Connection> Idle { get; } = [];

    /// <summary>Who waits, first come first served.</summary>
    internal LinkedList<PoolWaiter> Waiters { get; } = [];

    /// <summary>Connections that exist or are being made, idle ones included.</summary>
    internal int Open { get; set; }
}
