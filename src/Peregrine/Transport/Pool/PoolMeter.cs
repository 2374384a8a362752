using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// The metric of open connections. It looks at the pools when a collector asks, so that it is right from whatever
/// moment on it is listened to, and costs the calls nothing.
/// </summary>
internal static class PoolMeter
{
    // Weak: a session that its program forgot is not kept by being counted.
    private static readonly ConditionalWeakTable<ConnectionPool, object> Pools = [];
    private static readonly object Present = new();

    static PoolMeter() => Instruments.Meter.CreateObservableUpDownCounter(
        "http.client.open_connections", Look, "{connection}",
        "Number of outbound HTTP connections that are currently active or idle on the client.");

    /// <summary>Counts the connections of a pool from now on.</summary>
    internal static void Add(ConnectionPool pool) => Pools.Add(pool, Present);

    /// <summary>The pool has ended.</summary>
    internal static void Remove(ConnectionPool pool) => Pools.Remove(pool);

    private static IEnumerable<Measurement<long>> Look() =>
        from one in Pools.SelectMany(entry => entry.Key.Count())
        group one.Number by (one.Origin, one.Version, one.State) into alike
        let number = alike.Sum()
        where number > 0
        select new Measurement<long>(number, TagsOf(alike.Key.Origin, alike.Key.Version, alike.Key.State));

    private static KeyValuePair<string, object?>[] TagsOf(Origin origin, string version, string state)
    {
        KeyValuePair<string, object?>[] tags =
        [
            new(TelemetryNames.ConnectionState, state),
            new(TelemetryNames.ProtocolVersion, version),
            new(TelemetryNames.ServerAddress, ServerTags.AddressOf(origin)),
            new(TelemetryNames.Scheme, ServerTags.SchemeOf(origin)),
        ];
        return origin.IsUnixSocket ? tags : [.. tags, new(TelemetryNames.ServerPort, ServerTags.PortOf(origin))];
    }
}
