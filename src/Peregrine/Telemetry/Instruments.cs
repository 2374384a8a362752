using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Peregrine;

/// <summary>
/// Where the library's spans and metrics go: an <see cref="ActivitySource"/> and a <see cref="Meter"/> named
/// <c>Peregrine</c>. Their names, units and buckets are those of the OpenTelemetry semantic conventions for HTTP
/// clients, and of the platform's own meter where those have none.
/// </summary>
internal static class Instruments
{
    internal const string Name = "Peregrine";

    private const string Seconds = "s";
    private const string Requests = "{request}";

    // The boundaries that the conventions ask for.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    internal static ActivitySource Source { get; } = new(Name, Version);

    internal static Meter Meter { get; } = new(Name, Version);

    /// <summary>How long each send took.</summary>
    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram(
        "http.client.request.duration", Seconds, "Duration of HTTP client requests.", tags: null, Durations);

    /// <summary>Sends that are under way.</summary>
    internal static UpDownCounter<long> Active { get; } = Meter.CreateUpDownCounter<long>(
        "http.client.active_requests", Requests, "Number of active HTTP requests.");

    /// <summary>How long those sends that had to wait for a connection waited.</summary>
    internal static Histogram<double> TimeInQueue { get; } = Meter.CreateHistogram(
        "http.client.request.time_in_queue", Seconds,
        "The amount of time requests spent on a queue waiting for an available connection.", tags: null, Durations);

    /// <summary>Sends that were made again by a retry policy; no convention names them.</summary>
    internal static Counter<long> Retries { get; } = Meter.CreateCounter<long>(
        "peregrine.client.retries", "{retry}", "Number of sends that a retry policy made again.");

    /// <summary>
    /// Whether a call is to be observed: a listener is there, or a context that may have to travel with the call.
    /// </summary>
    internal static bool IsObserved =>
        IsListenedTo || Duration.Enabled || Active.Enabled || TimeInQueue.Enabled || Retries.Enabled
            || Activity.Current is not null;

    /// <summary>Whether spans are listened to.</summary>
    internal static bool IsListenedTo => Source.HasListeners();

    /// <summary>Whether the names of calls matter: spans and durations carry the template of the URL.</summary>
    internal static bool WantsTemplates => IsListenedTo || Duration.Enabled;
}
