using System.Diagnostics;

namespace Peregrine;

/// <summary>What the metrics of sends say (OpenTelemetry semantic conventions for HTTP metrics).</summary>
internal static class Measures
{
    // Statuses are objects in attributes: each is made once.
    private static readonly object[] Statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];

    /// <summary>A send begins; gives whether it was counted.</summary>
    internal static bool CountBegin(Request request)
    {
        if (!Instruments.Active.Enabled)
        {
            return false;
        }

        Instruments.Active.Add(1, TagsOf(request));
        return true;
    }

    /// <summary>A send ends.</summary>
    internal static void CountEnd(Request request, bool wasCounted)
    {
        if (wasCounted)
        {
            Instruments.Active.Add(-1, TagsOf(request));
        }
    }

    /// <summary>A send is to be made again by a policy.</summary>
    internal static void CountRetry(Request request)
    {
        if (Instruments.Retries.Enabled)
        {
            Instruments.Retries.Add(1, TagsOf(request));
        }
    }

    /// <summary>A send waited for a connection.</summary>
    internal static void Queued(Request request, TimeSpan wait)
    {
        if (Instruments.TimeInQueue.Enabled)
        {
            Instruments.TimeInQueue.Record(wait.TotalSeconds, TagsOf(request));
        }
    }

    /// <summary>A send has ended.</summary>
    internal static void Duration(
        Request request, string? template, TimeSpan took, int? statusCode, Version? version, string? errorType)
    {
        if (!Instruments.Duration.Enabled)
        {
            return;
        }

        var tags = TagsOf(request);
        if (statusCode is { } status)
        {
            tags.Add(TelemetryNames.StatusCode, status < Statuses.Length ? Statuses[status] : status);
        }

        if (version is not null)
        {
            tags.Add(TelemetryNames.ProtocolVersion, TelemetryNames.VersionOf(version));
        }

        if (errorType is not null)
        {
            tags.Add(TelemetryNames.ErrorType, errorType);
        }

        if (template is not null)
        {
            tags.Add(TelemetryNames.Template, template);
        }

        Instruments.Duration.Record(took.TotalSeconds, tags);
    }

    private static TagList TagsOf(Request request)
    {
        var origin = request.Target.Origin;
        var tags = new TagList
        {
            { TelemetryNames.Method, TelemetryNames.MethodOf(request.Method.Method) },
            { TelemetryNames.ServerAddress, ServerTags.AddressOf(origin) },
            { TelemetryNames.Scheme, ServerTags.SchemeOf(origin) },
        };
        if (!origin.IsUnixSocket)
        {
            tags.Add(TelemetryNames.ServerPort, ServerTags.PortOf(origin));
        }

        return tags;
    }
}
