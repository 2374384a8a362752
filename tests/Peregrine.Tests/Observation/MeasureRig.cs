using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Peregrine;

/// <summary>Listens to the metrics of one test: those of its own server, because other tests run beside it.</summary>
internal sealed class MeasureRig : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measure> _measures = [];
    private readonly string _server;

    internal MeasureRig(string server)
    {
        _server = server;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Peregrine")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((one, value, tags, _) => Note(one, value, tags));
        _listener.SetMeasurementEventCallback<long>((one, value, tags, _) => Note(one, value, tags));
        _listener.Start();
    }

    internal IReadOnlyList<Measure> Of(string name) => [.. _measures.Where(measure => measure.Name == name)];

    /// <summary>Asks the instruments that answer when they are asked.</summary>
    internal IReadOnlyList<Measure> Ask(string name)
    {
        var before = _measures.Count;
        _listener.RecordObservableInstruments();
        return [.. _measures.Skip(before).Where(measure => measure.Name == name)];
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray().ToDictionary();
        var server = $"{all.GetValueOrDefault("server.address")}:{all.GetValueOrDefault("server.port")}";
        if (server == _server)
        {
            _measures.Enqueue(new Measure(instrument.Name, instrument.Unit, value, all));
        }
    }

    internal sealed record Measure(
        string Name, string? Unit, double Value, IReadOnlyDictionary<string, object?> Tags);
}
