using System.Diagnostics;
using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>
/// What spans say (OpenTelemetry semantic conventions for HTTP spans): names, attributes, and how a span ends.
/// </summary>
internal static class Spans
{
    /// <summary>Begins a span, which is the current one then; null where nothing listens or samples.</summary>
    /// <param name="request">The request.</param>
    /// <param name="template">The template of its URL; null for none.</param>
    /// <param name="kind">Client for a send, internal for a call.</param>
    /// <param name="resends">How many sends of the call were before it.</param>
    internal static Activity? Start(Request request, string? template, ActivityKind kind, int resends)
    {
        if (!Instruments.IsListenedTo)
        {
            return null;
        }

        var method = TelemetryNames.MethodOf(request.Method.Method);
        var span = Instruments.Source.StartActivity(
            NameOf(method, template), kind, parentContext: default, TagsOf(request, method, template));
        if (resends > 0)
        {
            span?.SetTag(TelemetryNames.ResendCount, resends);
        }

        return span;
    }

    /// <summary>The span came to an answer.</summary>
    internal static void End(Activity? span, Response response)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        span.SetTag(TelemetryNames.StatusCode, response.StatusCode);
        span.SetTag(TelemetryNames.ProtocolVersion, TelemetryNames.VersionOf(response.Version));
        if (span.Kind == ActivityKind.Client && response.RemoteEndPoint is IPEndPoint peer)
        {
            span.SetTag(TelemetryNames.PeerAddress, peer.Address.ToString());
            span.SetTag(TelemetryNames.PeerPort, peer.Port);
        }

        if (ErrorType.Of(response.StatusCode) is { } error)
        {
            span.SetTag(TelemetryNames.ErrorType, error);
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>The span came to no answer.</summary>
    internal static void End(Activity? span, Exception failure)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        if (failure is RequestException { StatusCode: { } status })
        {
            span.SetTag(TelemetryNames.StatusCode, (int)status);
        }

        span.SetTag(TelemetryNames.ErrorType, ErrorType.Of(failure));

        // The messages of our own tree hold no secret; others may. Of a status the number says it.
        span.SetStatus(
            ActivityStatusCode.Error,
            failure is RequestException and not StatusException ? failure.Message : null);
    }

    /// <summary>What an event says of a try that was followed by another.</summary>
    internal static ActivityTagsCollection TagsOfAttempt(Outcome outcome, AttemptReason reason, TimeSpan? delay)
    {
        var tags = new ActivityTagsCollection { [TelemetryNames.Reason] = TextOf(reason) };
        if (outcome.Response is { } response)
        {
            tags.Add(TelemetryNames.StatusCode, response.StatusCode);
        }

        if (outcome.Failure is { } failure)
        {
            tags.Add(TelemetryNames.ErrorType, ErrorType.Of(failure));
        }

        if (delay is { } pause)
        {
            tags.Add(TelemetryNames.Delay, pause.TotalSeconds);
        }

        return tags;
    }

    /// <summary>What an event says of a redirect that is followed.</summary>
    internal static ActivityTagsCollection TagsOfRedirect(Response redirect, Request next) => new()
    {
        [TelemetryNames.StatusCode] = redirect.StatusCode,
        [TelemetryNames.Method] = TelemetryNames.MethodOf(next.Method.Method),
        [TelemetryNames.FullUrl] = AddressOf(next.Target),
    };

    private static string NameOf(string method, string? template)
    {
        var shown = method == TelemetryNames.OtherMethod ? "HTTP" : method;
        return template is null ? shown : $"{shown} {template}";
    }

    private static List<KeyValuePair<string, object?>> TagsOf(Request request, string method, string? template)
    {
        var origin = request.Target.Origin;
        var tags = new List<KeyValuePair<string, object?>>(7)
        {
            new(TelemetryNames.Method, method),
            new(TelemetryNames.ServerAddress, ServerTags.AddressOf(origin)),
            new(TelemetryNames.FullUrl, AddressOf(request.Target)),
        };
        if (!origin.IsUnixSocket)
        {
            tags.Add(new(TelemetryNames.ServerPort, ServerTags.PortOf(origin)));
        }

        if (method == TelemetryNames.OtherMethod)
        {
            tags.Add(new(TelemetryNames.OriginalMethod, request.Method.Method));
        }

        if (template is not null)
        {
            tags.Add(new(TelemetryNames.Template, template));
        }

        return tags;
    }

    // As the platform's client writes it: a query may be a secret, and that there is one is none.
    private static string AddressOf(RequestTarget target)
    {
        var path = target.PathAndQuery;
        var query = path.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? $"{target.Origin}{path}" : $"{target.Origin}{path.AsSpan(0, query)}?*";
    }

    // StaleConnection is stale_connection: values of attributes are in lower case.
    private static string TextOf(AttemptReason reason)
    {
        var text = new StringBuilder();
        foreach (var letter in reason.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
