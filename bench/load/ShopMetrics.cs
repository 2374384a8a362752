namespace Peregrine.Load;

/// <summary>The newest values of the metrics that the shop exports.</summary>
internal sealed class ShopMetrics
{
    private readonly Lock _gate = new();
    private (long Open, long Active, long Heap, long Exports) _values;

    /// <summary>Connections of the shop's sessions: all, and those with a request under way.</summary>
    internal (long Open, long Active) Connections
    {
        get
        {
            lock (_gate)
            {
                return (_values.Open, _values.Active);
            }
        }
    }

    /// <summary>The bytes of the heap after its last collection.</summary>
    internal long Heap
    {
        get
        {
            lock (_gate)
            {
                return _values.Heap;
            }
        }
    }

    /// <summary>How many exports came.</summary>
    internal long Exports
    {
        get
        {
            lock (_gate)
            {
                return _values.Exports;
            }
        }
    }

    /// <summary>Takes an export (opentelemetry.proto.collector.metrics.v1).</summary>
    internal void Add(ProtoMessage export)
    {
        var metrics = export.All(1, 2, 2).ToLookup(metric => metric.Text(1), StringComparer.Ordinal);
        var connections = metrics["http.client.open_connections"].SelectMany(Points).ToList();
        var heap = metrics["dotnet.gc.last_collection.heap.size"].SelectMany(Points).ToList();
        lock (_gate)
        {
            _values = (
                connections.Sum(Value),
                connections.Where(point => point.Attributes(7)["http.connection.state"] == "active").Sum(Value),
                heap.Sum(Value),
                _values.Exports + 1);
        }
    }

    // A gauge (5) or a sum (7), whose points (1) are whole numbers (6).
    private static IEnumerable<ProtoMessage> Points(ProtoMessage metric) =>
        metric.All(5).Concat(metric.All(7)).SelectMany(data => data.All(1));

    private static long Value(ProtoMessage point) => (long)point.Number(6);
}
