namespace Peregrine;

/// <summary>
/// The connections of a session at one moment, counted. <see cref="HttpSession.GetPoolSnapshot"/> gives one.
/// </summary>
public sealed record PoolSnapshot
{
    private PoolSnapshot(IReadOnlyList<OriginConnections> origins, long abandoned) =>
        (Origins, Abandoned) = (origins, abandoned);

    /// <summary>The counts of each origin, by its address.</summary>
    public IReadOnlyList<OriginConnections> Origins { get; }

    /// <summary>Connections that exist or are being made: what <see cref="Limits"/> limit.</summary>
    public int Open => Origins.Sum(origin => origin.Open);

    /// <summary>Connections that no request uses.</summary>
    public int Idle => Origins.Sum(origin => origin.Idle);

    /// <summary>Connections with a request under way.</summary>
    public int InUse => Origins.Sum(origin => origin.InUse);

    /// <summary>Connections that are being made.</summary>
    public int Connecting => Origins.Sum(origin => origin.Connecting);

    /// <summary>Requests that wait for a connection.</summary>
    public int Waiting => Origins.Sum(origin => origin.Waiting);

    /// <summary>Requests under way on connections of HTTP/2, which carry many at a time.</summary>
    public int Streams => Origins.Sum(origin => origin.Streams);

    /// <summary>
    /// Streamed responses, since the session was made, that were neither read to their end nor disposed; the garbage
    /// collector gave their connections up. Anything but 0 is a fault of the program.
    /// </summary>
    public long Abandoned { get; }

    /// <summary>The counts in one line.</summary>
    public override string ToString() =>
        $"{Open} open ({Idle} idle, {InUse} in use, {Connecting} connecting), {Waiting} waiting, {Abandoned} "
        + $"abandoned, {Origins.Count} origins";

    internal static PoolSnapshot FromBuckets(IEnumerable<PoolBucket> buckets, long abandoned) => new(
        [.. buckets.GroupBy(bucket => bucket.Route.Origin.ToString(), StringComparer.Ordinal)
            .Select(group => OriginConnections.FromBuckets(group.Key, [.. group]))
            .OrderBy(origin => origin.Origin, StringComparer.Ordinal)],
        abandoned);
}
