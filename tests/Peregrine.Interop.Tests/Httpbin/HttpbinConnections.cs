using System.Diagnostics.Metrics;

namespace Peregrine;

/// <summary>Watches Kestrel's own count of the connections on one port.</summary>
internal sealed class HttpbinConnections : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpbinConnections(int port)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "kestrel.active_connections")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, tags, _) =>
        {
            if (change < 0 && tags.ToArray().Contains(new("server.port", port)))
            {
                _ended.SetResult();
            }
        });
        _listener.Start();
    }

    /// <summary>Done when the first connection has ended.</summary>
    public Task Ended => _ended.Task;

    public void Dispose() => _listener.Dispose();
}
