using System.Collections.Frozen;
using System.Net;

namespace Peregrine;

/// <summary>The platform's message as a request of a session, and our response as the platform's: the other way round from <see cref="HandlerMessages"/>.</summary>
internal static class SessionMessages
{
    // Written by whoever frames the message, and that is the session.
    private static readonly FrozenSet<string> Framing = FrozenSet.ToFrozenSet(
        ["Content-Length", "Transfer-Encoding", "Expect", "Keep-Alive", "TE", "Trailer"], StringComparer.OrdinalIgnoreCase);

    internal static Request ToRequest(HttpSession session, HttpRequestMessage message)
    {
        var options = new RequestOptions { Body = message.Content is { } content ? new ContentBody(content) : null };
        foreach (var (name, values) in HandlerMessages.FieldsOf(message.Headers, message.Content?.Headers))
        {
            if (!Framing.Contains(name))
            {
                options.Headers.Add(name, values);
            }
        }

        return session.Build(message.Method, message.RequestUri ?? new Uri("", UriKind.Relative), options);
    }

    internal static HttpResponseMessage ToReply(Response response, HttpRequestMessage message)
    {
        message.RequestUri = response.Url;
        var reply = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
        {
            ReasonPhrase = response.ReasonPhrase,
            Version = response.Version,
            RequestMessage = message,
        };
        reply.Content = response.IsWhole ? new ByteArrayContent(response.Bytes) : new SessionContent(response, reply);
        foreach (var field in response.Headers.AsSpan())
        {
            // Its codings are undone: what told of the body's form on the wire is true no more.
            if (!Framing.Contains(field.Name) && !field.IsNamed(HeaderNames.ContentEncoding) && !reply.Headers.TryAddWithoutValidation(field.Name, field.Value))
            {
                reply.Content.Headers.TryAddWithoutValidation(field.Name, field.Value);
            }
        }

        foreach (var coding in response.RemainingCodings)
        {
            reply.Content.Headers.ContentEncoding.Add(coding);
        }

        AddTrailers(reply, response);
        return reply;
    }

    /// <summary>Gives the reply the fields that followed the body, once they are there.</summary>
    internal static void AddTrailers(HttpResponseMessage reply, Response response)
    {
        foreach (var field in response.Trailers.AsSpan())
        {
            reply.TrailingHeaders.TryAddWithoutValidation(field.Name, field.Value);
        }
    }
}
