using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;

namespace Peregrine;

/// <summary>
/// The platform's message as a request of a session, and our response as the platform's: the other way round from
/// <see cref="HandlerMessages"/>.
/// </summary>
internal static class SessionMessages
{
    // Fields of a request that the session writes by itself, because it frames the message.
    private static readonly FrozenSet<string> Framing = FrozenSet.ToFrozenSet(
        ["Content-Length", "Transfer-Encoding", "Expect", "Keep-Alive", "Trailer"], StringComparer.OrdinalIgnoreCase);

    // How long the platform's handler gives a server to answer before it sends the body
    // (SocketsHttpHandler.Expect100ContinueTimeout).
    private static readonly TimeSpan PlatformsWait = TimeSpan.FromSeconds(1);

    internal static Request ToRequest(HttpSession session, HttpRequestMessage message)
    {
        RefuseWebSocket(message);
        var options = new RequestOptions { Body = message.Content is { } content ? new ContentBody(content) : null };
        foreach (var (name, values) in HandlerMessages.FieldsOf(message.Headers, message.Content?.Headers))
        {
            if (string.Equals(name, HeaderNames.TE, StringComparison.OrdinalIgnoreCase))
            {
                AddTE(options, values);
            }
            else if (!Framing.Contains(name))
            {
                options.Headers.Add(name, values);
            }
        }

        var acceptsDefaults = session.HasOwnAcceptEncoding || session.DecompressesEverywhere;
        if (!acceptsDefaults && !options.Headers.Contains(HeaderNames.AcceptEncoding))
        {
            options.Headers[HeaderNames.AcceptEncoding] = null;
        }

        var request = session.Build(message.Method, message.RequestUri ?? new Uri("", UriKind.Relative), options);
        RefuseSocket(session, request);
        return request with { Settings = SettingsFor(message, options, request.Settings!) };
    }

    // What the message says of its call, and what users of the platform's client are used to.
    private static CallSettings SettingsFor(HttpRequestMessage message, RequestOptions options, CallSettings session) =>
        session with
        {
            Options = new OptionSet(session.Options)
            {
                Version = MessageVersion.Choose(message.Version, message.VersionPolicy, session.Version),
                ExpectContinue = message.Headers.ExpectContinue switch
                {
                    true => session.ExpectContinue ?? PlatformsWait,
                    false => null,
                    null => session.ExpectContinue,
                },
                Redirects = session.Redirects with { GivesLast = true },
            },
            KeepsCodings = session.Decompress != true || AsksForIdentity(options),
        };

    // A library follows addresses that servers give it, and the platform's handler knows no such scheme.
    private static void RefuseSocket(HttpSession session, Request request)
    {
        if (request.Target.Origin.IsUnixSocket && !session.IsBase(request.Target.Origin))
        {
            throw new NotSupportedException(
                $"The URL '{Redaction.Address(request.Url)}' names a socket of this machine: under a library only the "
                + "session's BaseUrl may.");
        }
    }

    private static bool AsksForIdentity(RequestOptions options) =>
        options.Headers.TryGetValue(HeaderNames.AcceptEncoding, out var asked)
            && string.Equals(asked?.Trim(), "identity", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WebSocketException">It asks for a WebSocket.</exception>
    private static void RefuseWebSocket(HttpRequestMessage message)
    {
        if (message.Headers.Protocol is not null
            || message.Headers.NonValidated.Any(
                field => field.Key.Equals("Upgrade", StringComparison.OrdinalIgnoreCase)))
        {
            throw new WebSocketException(
                WebSocketError.NotAWebSocket,
                "A session speaks no WebSocket and upgrades no connection: connect without its handler, or with a "
                + "SocketsHttpHandler.");
        }
    }

    // Transfer codings are the connection's own; that trailers are read is for the server to know, and gRPC demands it.
    private static void AddTE(RequestOptions options, string values)
    {
        if (string.Equals(values, HeaderRules.TrailersWanted, StringComparison.OrdinalIgnoreCase))
        {
            options.Headers.Add(HeaderNames.TE, HeaderRules.TrailersWanted);
        }
    }

    /// <summary>
    /// The reply. When it can't be made the response is disposed of, because its connection has no other owner.
    /// </summary>
    internal static HttpResponseMessage ToReply(Response response, HttpRequestMessage message)
    {
        try
        {
            return Fill(new HttpResponseMessage((HttpStatusCode)response.StatusCode), response, message);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Gives the reply the fields that followed the body, once they are there.</summary>
    internal static void AddTrailers(HttpResponseMessage reply, Response response)
    {
        foreach (var field in response.Trailers.AsSpan())
        {
            reply.TrailingHeaders.TryAddWithoutValidation(field.Name, field.Value);
        }
    }

    private static HttpResponseMessage Fill(HttpResponseMessage reply, Response response, HttpRequestMessage message)
    {
        (message.Method, message.RequestUri) = (response.Method, response.Url);
        (reply.ReasonPhrase, reply.Version, reply.RequestMessage) = (response.ReasonPhrase, response.Version, message);
        reply.Content = response.IsWhole ? new WholeContent(response.Bytes) : new SessionContent(response, reply);
        foreach (var field in response.Headers.AsSpan())
        {
            if (!IsReplaced(field, response))
            {
                Add(reply, field);
            }
        }

        AddReplaced(reply, response);
        AddTrailers(reply, response);
        return reply;
    }

    // What a server sends may be no value of its field, so nothing is validated. Some fields belong to the content.
    private static void Add(HttpResponseMessage reply, Header field)
    {
        if (!reply.Headers.TryAddWithoutValidation(field.Name, field.Value))
        {
            reply.Content.Headers.TryAddWithoutValidation(field.Name, field.Value);
        }
    }

    // A body that was decoded has other codings and another length than the server said, and one that came in chunks
    // has no length to believe (RFC 9112, section 6.3). The length that is known is told once, whatever was said twice,
    // or by the middleware that made the response.
    private static bool IsReplaced(in Header field, Response response) =>
        (response.IsDecoded && (field.IsNamed(HeaderNames.ContentEncoding) || field.IsNamed(HeaderNames.ContentLength)))
        || (field.IsNamed(HeaderNames.ContentLength)
            && (response.PlainLength is not null
                || (response.HasContent && response.Headers.Contains(HeaderNames.TransferEncoding))));

    private static void AddReplaced(HttpResponseMessage reply, Response response)
    {
        if (response.IsDecoded)
        {
            foreach (var coding in response.RemainingCodings)
            {
                Add(reply, new Header(HeaderNames.ContentEncoding, coding));
            }
        }

        if (response.PlainLength is { } length
            && (response.IsDecoded || response.Headers.Contains(HeaderNames.ContentLength)))
        {
            Add(reply, new Header(HeaderNames.ContentLength, length.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
