using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Peregrine.Bench;

/// <summary>
/// Listens to the spans and metrics of both clients, as a program with OpenTelemetry does, and does nothing with them:
/// what is measured is what a client does for its listeners.
/// </summary>
internal static class Listeners
{
    private static readonly string[] Names = ["System.Net.Http", "Peregrine"];

    /// <summary>Listens until the process ends.</summary>
    internal static void Start()
    {
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => Names.Contains(source.Name),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        });
        var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (Names.Contains(instrument.Meter.Name))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        meters.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        meters.Start();
    }
}
