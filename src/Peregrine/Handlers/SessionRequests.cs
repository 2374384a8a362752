using System.Collections.Frozen;
using System.Net.WebSockets;

namespace Peregrine;

/// <summary>The platform's messages as requests of a session.</summary>
/// <param name="builder">Makes them, with what users of the platform's client are used to.</param>
internal sealed class SessionRequests(RequestBuilder builder)
{
    // Fields of a request that the session writes by itself, because it frames the message.
    private static readonly FrozenSet<string> Framing = FrozenSet.ToFrozenSet(
        ["Content-Length", "Transfer-Encoding", "Expect", "Keep-Alive", "Trailer"], StringComparer.OrdinalIgnoreCase);

    // How long the platform's handler gives a server to answer before it sends the body
    // (SocketsHttpHandler.Expect100ContinueTimeout).
    private static readonly TimeSpan PlatformsWait = TimeSpan.FromSeconds(1);

    internal Request From(HttpRequestMessage message)
    {
        var own = FieldsOf(message);
        var options = own is null && message.Content is null ? null : new RequestOptions
        {
            Body = message.Content is { } content ? new ContentBody(content) : null,
            Headers = own ?? [],
        };
        var request = builder.Build(message.Method, message.RequestUri?.OriginalString ?? "", options);
        RefuseSocket(request);
        var settings = SettingsFor(message, own, request.Settings!);
        return ReferenceEquals(settings, request.Settings) ? request : request with { Settings = settings };
    }

    // What the message says of its call; most often nothing.
    private static CallSettings SettingsFor(HttpRequestMessage message, HeaderValues? own, CallSettings usual)
    {
        var version = MessageVersion.Choose(message.Version, message.VersionPolicy, usual.Version);
        var expect = message.Headers.ExpectContinue switch
        {
            true => usual.ExpectContinue ?? PlatformsWait,
            false => null,
            null => usual.ExpectContinue,
        };
        var keepsCodings = usual.KeepsCodings || AsksForIdentity(own);
        return version == usual.Version && expect == usual.ExpectContinue && keepsCodings == usual.KeepsCodings
            ? usual
            : usual with
            {
                Options = new OptionSet(usual.Options) { Version = version, ExpectContinue = expect },
                KeepsCodings = keepsCodings,
            };
    }

    // A library follows addresses that servers give it, and the platform's handler knows no such scheme.
    private void RefuseSocket(Request request)
    {
        if (request.Target.Origin.IsUnixSocket && !builder.IsBase(request.Target.Origin))
        {
            throw new NotSupportedException(
                $"The URL '{Redaction.Address(request.Url)}' names a socket of this machine: under a library only the "
                + "session's BaseUrl may.");
        }
    }

    private static bool AsksForIdentity(HeaderValues? own) =>
        own is not null && own.TryGetValue(HeaderNames.AcceptEncoding, out var asked)
            && string.Equals(asked?.Trim(), "identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>The fields of the message and its content; null for none.</summary>
    /// <exception cref="WebSocketException">It asks for a WebSocket.</exception>
    private static HeaderValues? FieldsOf(HttpRequestMessage message)
    {
        var headers = message.Headers.NonValidated;
        RefuseWebSocket(message.Headers.Protocol is not null || headers.Contains("Upgrade"));
        HeaderValues? fields = null;
        AddTo(ref fields, headers);
        if (message.Content is { } content)
        {
            AddTo(ref fields, content.Headers.NonValidated);
        }

        return fields;
    }

    private static void AddTo(ref HeaderValues? fields, System.Net.Http.Headers.HttpHeadersNonValidated group)
    {
        foreach (var (name, values) in group)
        {
            if (name.Equals(HeaderNames.TE, StringComparison.OrdinalIgnoreCase))
            {
                AddTE(ref fields, values.ToString());
            }
            else if (!Framing.Contains(name))
            {
                (fields ??= []).Add(name, values.ToString()); // Joined as the values of that field are.
            }
        }
    }

    // Transfer codings are the connection's own; that trailers are read is for the server to know, and gRPC demands it.
    private static void AddTE(ref HeaderValues? fields, string values)
    {
        if (string.Equals(values, HeaderRules.TrailersWanted, StringComparison.OrdinalIgnoreCase))
        {
            (fields ??= []).Add(HeaderNames.TE, HeaderRules.TrailersWanted);
        }
    }

    private static void RefuseWebSocket(bool isAskedFor)
    {
        if (isAskedFor)
        {
            throw new WebSocketException(
                WebSocketError.NotAWebSocket,
                "A session speaks no WebSocket and upgrades no connection: connect without its handler, or with a "
                + "SocketsHttpHandler.");
        }
    }
}
