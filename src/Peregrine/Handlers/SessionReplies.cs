using System.Net;
using System.Net.Http.Headers;

namespace Peregrine;

/// <summary>Our responses as replies of the platform's: the other way round from <see cref="HandlerHeads"/>.</summary>
internal static class SessionReplies
{
    /// <summary>
    /// The reply. When it can't be made the response is disposed of, because its connection has no other owner.
    /// </summary>
    internal static HttpResponseMessage From(Response response, HttpRequestMessage message)
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

    // A body that was decoded has other codings and another length than the server said, and one that came in chunks
    // has no length to believe (RFC 9112, section 6.3). The length that is known is told once, whatever was said twice,
    // or by the middleware that made the response.
    private static HttpResponseMessage Fill(HttpResponseMessage reply, Response response, HttpRequestMessage message)
    {
        (message.Method, message.RequestUri) = (response.Method, response.Url);
        (reply.ReasonPhrase, reply.Version, reply.RequestMessage) = (response.ReasonPhrase, response.Version, message);
        var (isDecoded, length) = (response.IsDecoded, response.PlainLength);
        var isLengthTrue = !isDecoded
            && !(response.HasContent && response.Headers.Contains(HeaderNames.TransferEncoding));
        reply.Content = !response.IsWhole ? new SessionContent(response, reply)
            : response.TakePooled() is { } pooled ? new WholeContent(pooled)
            : new WholeContent(response.Bytes);
        if (length is not null && (isDecoded || response.Headers.Contains(HeaderNames.ContentLength)))
        {
            // As a number, because the platform's client asks for it: parsed from text it is 60 ns more.
            reply.Content.Headers.ContentLength = length;
        }

        foreach (var field in response.Headers.AsSpan())
        {
            var isReplaced = field.IsNamed(HeaderNames.ContentLength) ? length is not null || !isLengthTrue
                : isDecoded && field.IsNamed(HeaderNames.ContentEncoding);
            if (!isReplaced)
            {
                Add(reply, field.Name, field.Value);
            }
        }

        if (isDecoded)
        {
            foreach (var coding in response.RemainingCodings)
            {
                Add(reply, HeaderNames.ContentEncoding, coding);
            }
        }

        AddTrailers(reply, response);
        return reply;
    }

    // What a server sends may be no value of its field, so nothing is validated. Some fields belong to the content; of
    // the one that nearly each reply has it is known.
    private static void Add(HttpResponseMessage reply, string name, string value)
    {
        if (name is HeaderNames.ContentType)
        {
            AddType(reply.Content.Headers, value);
        }
        else if (!reply.Headers.TryAddWithoutValidation(name, value))
        {
            reply.Content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    // A second one is no value beside the first, and leaves it as it is.
    private static void AddType(HttpContentHeaders headers, string value)
    {
        if (!headers.NonValidated.Contains(HeaderNames.ContentType) && ContentTypes.ValueOf(value) is { } parsed)
        {
            headers.ContentType = parsed;
        }
        else
        {
            headers.TryAddWithoutValidation(HeaderNames.ContentType, value);
        }
    }
}
