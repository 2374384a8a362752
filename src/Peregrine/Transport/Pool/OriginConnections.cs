namespace Peregrine;

/// <summary>The connections of a session to one origin at one moment, counted.</summary>
public sealed record OriginConnections
{
    private OriginConnections(string origin) => Origin = origin;

    /// <summary>
    /// Scheme, host and port, as in <c>https://api.example.com</c>; the scheme's own port is left out.
    /// </summary>
    public string Origin { get; }

    /// <summary>Connections that exist or are being made.</summary>
    public int Open { get; private init; }

    /// <summary>Connections that no request uses.</summary>
    public int Idle { get; private init; }

    /// <summary>Connections with a request under way.</summary>
    public int InUse => Open - Idle - Connecting;

    /// <summary>Connections that are being made.</summary>
    public int Connecting { get; private init; }

    /// <summary>Requests that wait for a connection.</summary>
    public int Waiting { get; private init; }

    /// <summary>Requests under way on connections of HTTP/2.</summary>
    public int Streams { get; private init; }

    /// <summary>The counts in one line.</summary>
    public override string ToString() =>
        $"{Origin}: {Open} open ({Idle} idle, {InUse} in use, {Connecting} connecting), {Waiting} waiting";

    internal static OriginConnections FromBuckets(string origin, IReadOnlyList<PoolBucket> buckets) => new(origin)
    {
        Open = buckets.Sum(bucket => bucket.Open),
        Idle = buckets.Sum(bucket => bucket.AllIdle.Count()),
        Connecting = buckets.Sum(bucket => bucket.Dialing),
        Waiting = buckets.Sum(bucket => bucket.Waiters.Count),
        Streams = buckets.Sum(bucket => bucket.Shared.Sum(connection => connection.InUse)),
    };
}
