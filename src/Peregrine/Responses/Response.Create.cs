namespace Peregrine;

/// <content>Responses that no server gave.</content>
public sealed partial class Response
{
    /// <summary>
    /// A response made by hand: for a <see cref="Middleware"/> that answers by itself, or for a test.
    /// </summary>
    /// <param name="request">The request that it answers.</param>
    /// <param name="statusCode">The status code, 100 to 999.</param>
    /// <param name="headers">The header fields. The default is none.</param>
    /// <param name="body">The body. The default is none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status code is no three-digit number.</exception>
    public static Response Create(Request request, int statusCode, Headers? headers = null, byte[]? body = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return statusCode is >= 100 and <= 999
            ? new Response(
                request,
                new ResponseHead(statusCode, "", System.Net.HttpVersion.Version11, headers ?? Headers.Empty),
                body ?? [])
            : throw new ArgumentOutOfRangeException(
                nameof(statusCode), statusCode, "A status code is a three-digit number.");
    }

    /// <summary>A recorded response whose body is whole, its content codings undone.</summary>
    internal static Response Replay(Request request, ResponseHead head, byte[] body, Headers trailers) =>
        new(request, head, body) { _views = new LazyParts { IsPlain = true, Trailers = trailers } };

    /// <summary>A recorded response whose body is still to be read.</summary>
    internal static Response Replay(Request request, ResponseHead head, BodySource body, TimeProvider time) =>
        new(request, head, body, ConnectionInfo.NoneOf(time), default, isReused: false)
        {
            _views = new LazyParts { IsPlain = true },
        };

    private Response(Request request, ResponseHead head, byte[] body)
    {
        Request = request;
        _head = head;
        _body = new ResponseBody([.. body]);
    }
}
