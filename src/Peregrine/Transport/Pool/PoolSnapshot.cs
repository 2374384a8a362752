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

    /// <summary>How long the first of them has waited; zero where none waits.</summary>
    public TimeSpan LongestWait => Origins.Max(origin => (TimeSpan?)origin.LongestWait) ?? default;

    /// <summary>Requests under way on connections of HTTP/2, which carry many at a time.</summary>
    public int Streams => Origins.Sum(origin => origin.Streams);

    /// <summary>
    /// Streamed responses, since the session was made, that were neither read to their end nor disposed; the garbage
    /// collector gave their connections up. Anything but 0 is a fault of the program.
    /// </summary>
    public long Abandoned { get; }

    /// <summary>The counts in one line, and of the origins at which requests wait the three where they wait longest.
    /// </summary>
    public override string ToString() =>
        $"{Open} open ({Idle} idle, {InUse} in use, {Connecting} connecting), {Waiting} waiting, {Abandoned} "
        + $"abandoned, {Origins.Count} origins{string.Concat(LongestWaits(3))}";

    /// <summary>Of the counts of all buckets.</summary>
    internal static PoolSnapshot FromCounts(IEnumerable<OriginConnections> counts, long abandoned) => new(
        [.. counts.GroupBy(bucket => bucket.Origin, StringComparer.Ordinal)
            .Select(group => group.Aggregate((one, other) => one.Plus(other)))
            .OrderBy(origin => origin.Origin, StringComparer.Ordinal)],
        abandoned);

    private IEnumerable<string> LongestWaits(int most) =>
        from origin in Origins.Where(origin => origin.Waiting > 0).OrderByDescending(one => one.LongestWait).Take(most)
        select $"; {origin.Waiting} wait for {origin.Origin}, the first for {PhaseText.Seconds(origin.LongestWait)}";
}
