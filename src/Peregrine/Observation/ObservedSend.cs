using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// One send of an observed call: its span, its measures, and the request with the context of the trace.
/// </summary>
internal sealed class ObservedSend : IDisposable
{
    private readonly ObservedCall _call;
    private readonly Request _asked; // Without the context of the trace.
    private readonly Activity? _span;
    private readonly long _began;
    private readonly bool _isCounted;
    private bool _hasEnded;

    private ObservedSend(Request request, ObservedCall call)
    {
        _call = call;
        _began = call.ReadClock();
        Request = _asked = request;
        _span = Spans.Start(request, call.TemplateOf(request), ActivityKind.Client, call.BeginSend(this));
        try
        {
            Request = TraceContext.Attach(request, call);
        }
        catch
        {
            Dispose(); // The caller's own code threw.
            throw;
        }

        _isCounted = Measures.CountBegin(request);
    }

    /// <summary>The request as it is sent.</summary>
    internal Request Request { get; private init; }

    /// <summary>Begins a send: its span is the current one until the method that called this ends.</summary>
    internal static ObservedSend Begin(Request request, ObservedCall call) => new(request, call);

    /// <summary>The send waited for a connection that others had.</summary>
    internal void NoteQueued(TimeSpan wait)
    {
        Measures.Queued(Request, wait);
        if (_span is { IsAllDataRequested: true } span)
        {
            span.AddEvent(new ActivityEvent(
                TelemetryNames.PoolWaitEvent,
                tags: new ActivityTagsCollection { [TelemetryNames.WaitTime] = wait.TotalSeconds }));
        }
    }

    /// <summary>The send came to an answer or to a failure.</summary>
    internal void End(Outcome outcome)
    {
        if (outcome.Response is { } response)
        {
            response.Request = _asked; // The caller may send it again, to another server.
            Spans.End(_span, response);
            End(response.StatusCode, response.Version, ErrorType.Of(response.StatusCode));
        }
        else
        {
            End(outcome.Failure!);
        }
    }

    /// <summary>The send failed.</summary>
    internal void End(Exception failure)
    {
        if (failure is RequestException own && ReferenceEquals(own.Request.Target, _asked.Target))
        {
            own.Request = _asked; // A hook of the caller's may throw that of another call, which stays as it is.
            (own as StatusException)?.Response.Request = _asked;
        }

        Spans.End(_span, failure);
        End(null, null, ErrorType.Of(failure));
    }

    public void Dispose()
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            Measures.CountEnd(Request, _isCounted);
        }

        _span?.Dispose();
    }

    private void End(int? statusCode, Version? version, string? errorType) => Measures.Duration(
        Request, _call.TemplateOf(Request), _call.Time.GetElapsedTime(_began), statusCode, version, errorType);
}
