using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// A call that a listener of spans or metrics sees, or that runs within a trace. One call is one span of kind INTERNAL;
/// each of its sends is a span of kind CLIENT below it.
/// </summary>
internal sealed class ObservedCall(
    CallSettings settings, TimeProvider time, bool isBlocking,
    CancellationToken cancellationToken, long? started = null)
    : Call(settings, time, isBlocking, cancellationToken, started)
{
    private Activity? _span;
    private Activity? _told; // Which span events belong to.
    private ObservedSend? _send;
    private RequestTarget? _first;
    private int _sends;

    /// <summary>
    /// Whether the call is a piece of a larger one, such as a part of a download, which has the span.
    /// </summary>
    internal bool IsPart { get; init; }

    /// <summary>
    /// Whether the call asks for a token: its address is of the grant, and no caller named it.
    /// </summary>
    internal bool IsForToken { get; init; }

    /// <summary>The address that the caller named.</summary>
    internal RequestTarget First => _first!;

    /// <summary>The template of the URL of a request; null where it is another than the caller's.</summary>
    internal string? TemplateOf(Request request) =>
        ReferenceEquals(request.Target, _first) && request.Settings is TemplatedSettings { UrlTemplate: var template }
            && (template.StartsWith('{') || UrlTemplate.Fits(template, request.Target.PathAndQuery))
                ? template
                : null;

    /// <summary>Begins the span of the call; null where none is wanted.</summary>
    internal Activity? Begin(Request request)
    {
        _first = request.Target;
        _span = IsPart ? null : Spans.Start(request, TemplateOf(request), ActivityKind.Internal, resends: 0);
        _told = IsPart && Activity.Current is { } whole && whole.Source == Instruments.Source ? whole : _span;
        return _span;
    }

    /// <summary>Notes that a send begins, and gives the number of those before it.</summary>
    internal int BeginSend(ObservedSend send)
    {
        _send = send;
        return _sends++;
    }

    /// <summary>The call ended with an answer.</summary>
    internal void End(Response response) => Spans.End(_span, response);

    /// <summary>The call ended without an answer.</summary>
    internal void End(Exception failure) => Spans.End(_span, failure);

    internal override void NotePermit(TimeSpan wait)
    {
        if (_told is { IsAllDataRequested: true } span)
        {
            span.AddEvent(new ActivityEvent(
                TelemetryNames.RateWaitEvent,
                tags: new ActivityTagsCollection { [TelemetryNames.WaitTime] = wait.TotalSeconds }));
        }
    }

    internal override void NoteQueued(TimeSpan wait) => _send?.NoteQueued(wait);

    internal override void Note(Request request, Outcome outcome, AttemptReason reason, TimeSpan? delay)
    {
        if (reason == AttemptReason.Retry)
        {
            Measures.CountRetry(request);
        }

        if (_told is { IsAllDataRequested: true } span && EventOf(reason) is { } name)
        {
            span.AddEvent(new ActivityEvent(name, tags: Spans.TagsOfAttempt(outcome, reason, delay)));
        }

        base.Note(request, outcome, reason, delay);
    }

    internal override void NoteRedirect(Response redirect, Request next)
    {
        if (_told is { IsAllDataRequested: true } span)
        {
            span.AddEvent(new ActivityEvent(TelemetryNames.RedirectEvent, tags: Spans.TagsOfRedirect(redirect, next)));
        }
    }

    private static string? EventOf(AttemptReason reason) => reason switch
    {
        AttemptReason.Retry => TelemetryNames.RetryEvent,
        AttemptReason.Challenge => TelemetryNames.ChallengeEvent,
        AttemptReason.StaleConnection or AttemptReason.Expectation => TelemetryNames.ResendEvent,
        _ => null,
    };
}
