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

    // What was told once is told again when it has become 0: a collector keeps the last value that it was told.
    private static readonly HashSet<ConnectionCount> Told = [];
    private const int MostTold = 2000;

    static PoolMeter() => Instruments.Meter.CreateObservableUpDownCounter(
        "http.client.open_connections", Look, "{connection}",
        "Number of outbound HTTP connections that are currently active or idle on the client.");

    /// <summary>Counts the connections of a pool from now on.</summary>
    internal static void Add(ConnectionPool pool) => Pools.Add(pool, Present);

    /// <summary>The pool has ended.</summary>
    internal static void Remove(ConnectionPool pool) => Pools.Remove(pool);

    private static List<Measurement<long>> Look()
    {
        lock (Told)
        {
            var counts = Told.ToDictionary(one => one, _ => 0L);
            foreach (var one in Pools.SelectMany(entry => entry.Key.Count()).Where(one => one.Number > 0))
            {
                var alike = one with { Number = 0 };
                counts[alike] = counts.GetValueOrDefault(alike) + one.Number;
            }

            Told.Clear();
            Told.UnionWith(counts.Keys.Take(MostTold));
            return [.. counts.Select(one => new Measurement<long>(one.Value, TagsOf(one.Key)))];
        }
    }

    private static KeyValuePair<string, object?>[] TagsOf(ConnectionCount alike)
    {
        var origin = alike.Origin;
        KeyValuePair<string, object?>[] tags =
        [
            new(TelemetryNames.ConnectionState, alike.State),
            new(TelemetryNames.ProtocolVersion, alike.Version),
            new(TelemetryNames.ServerAddress, ServerTags.AddressOf(origin)),
            new(TelemetryNames.Scheme, ServerTags.SchemeOf(origin)),
        ];
        return origin.IsUnixSocket ? tags : [.. tags, new(TelemetryNames.ServerPort, ServerTags.PortOf(origin))];
    }
}
