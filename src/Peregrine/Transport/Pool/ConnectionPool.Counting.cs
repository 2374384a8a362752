namespace Peregrine;

/// <content>What a collector of metrics is told of the connections.</content>
internal sealed partial class ConnectionPool
{
    /// <summary>The connections of now, counted by origin, version and state; those that are being made are none yet.
    /// </summary>
    internal List<ConnectionCount> Count()
    {
        lock (_gate)
        {
            return [.. _state.Buckets.SelectMany(ConnectionCount.Of)];
        }
    }
}
