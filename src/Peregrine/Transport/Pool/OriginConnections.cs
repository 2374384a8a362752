namespace Peregrine;

/// <summary>The connections of a session to one origin at one moment, counted.</summary>
public sealed record OriginConnections
{
    private readonly Origin _origin;

    private OriginConnections(Origin origin) => _origin = origin;

    /// <summary>
    /// Scheme, host and port, as in <c>https://api.example.com</c>; the scheme's own port is left out.
    /// </summary>
    public string Origin => _origin.ToString();

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

    /// <summary>How long the first of them has waited; zero where none waits.</summary>
    public TimeSpan LongestWait { get; private init; }

    /// <summary>Requests under way on connections of HTTP/2.</summary>
    public int Streams { get; private init; }

    /// <summary>The counts in one line.</summary>
    public override string ToString() =>
        $"{Origin}: {Open} open ({Idle} idle, {InUse} in use, {Connecting} connecting), {Waiting} waiting"
        + (Waiting == 0 ? "" : $" (the first for {PhaseText.Seconds(LongestWait)})");

    /// <summary>The counts of one bucket.</summary>
    internal static OriginConnections FromBucket(PoolBucket bucket, TimeProvider time, long now) =>
        new(bucket.Route.Origin)
        {
            Open = bucket.Open,
            Idle = bucket.AllIdle,
            Connecting = bucket.Dialing,
            Waiting = bucket.Waiting,
            LongestWait = bucket.Waiting == 0 ? TimeSpan.Zero
                : time.GetElapsedTime(bucket.Queue.First!.Since, now),
            Streams = bucket.Shared.Sum(connection => connection.InUse),
        };

    /// <summary>
    /// With those of another bucket: an origin has one for each trust, proxy and set of rules that it is reached with.
    /// </summary>
    internal OriginConnections Plus(OriginConnections other) => this with
    {
        Open = Open + other.Open,
        Idle = Idle + other.Idle,
        Connecting = Connecting + other.Connecting,
        Waiting = Waiting + other.Waiting,
        LongestWait = LongestWait > other.LongestWait ? LongestWait : other.LongestWait,
        Streams = Streams + other.Streams,
    };
}
