namespace Peregrine;

/// <summary>How many connections to an origin are alike, as attributes of metrics name them.</summary>
internal readonly record struct ConnectionCount(Origin Origin, string Version, string State, int Number)
{
    private const string Idle = "idle";
    private const string Active = "active";

    /// <summary>The counts of a bucket; called under the pool's lock.</summary>
    internal static IEnumerable<ConnectionCount> Of(PoolBucket bucket)
    {
        var origin = bucket.Route.Origin;
        var shared = bucket.Shared.Count + bucket.Draining;
        var idleShared = bucket.IdleShared.Count;
        var idle = bucket.Idle.Count;
        var alone = bucket.Open - bucket.Dialing - shared;
        return
        [
            new(origin, "1.1", Idle, idle),
            new(origin, "1.1", Active, alone - idle),
            new(origin, "2", Idle, idleShared),
            new(origin, "2", Active, shared - idleShared),
        ];
    }
}
