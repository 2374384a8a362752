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
        return new Response(request, CreateHead(statusCode, headers), body ?? []);
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

    /// <summary>
    /// A streamed response made by hand. A call that reads whole bodies reads the stream, within its
    /// <see cref="Timeouts.Total"/> and its limit of bytes; a streamed call leaves it to its caller, as it does outside
    /// of a call. No content coding is undone: the stream gives what readers get, whatever <paramref name="headers"/>
    /// say.
    /// </summary>
    /// <param name="request">The request that it answers.</param>
    /// <param name="statusCode">The status code, 100 to 999.</param>
    /// <param name="headers">The header fields; null is none.</param>
    /// <param name="body">The body, from where the stream stands. It is closed when it was read or the response is
    /// disposed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status code is no three-digit number.</exception>
    public static Response Create(Request request, int statusCode, Headers? headers, Stream body)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(body);
        return new Response(request, CreateHead(statusCode, headers), new CallersStream(body, request));
    }

    /// <summary>
    /// A call gets this response from a middleware: where its body is a stream of the caller's that no reader has, it
    /// is the call's to read.
    /// </summary>
    internal void TakeStream(CallContext call)
    {
        if (_body.Streamed is { IsClaimed: false } streamed && !streamed.IsOf(call)
            && streamed.HandOver() is { } stream)
        {
            stream.Call = call;
            _body = new ResponseBody(stream);
        }
    }

    private static ResponseHead CreateHead(int statusCode, Headers? headers) => statusCode is >= 100 and <= 999
        ? new ResponseHead(statusCode, "", System.Net.HttpVersion.Version11, headers ?? Headers.Empty)
        : throw new ArgumentOutOfRangeException(
            nameof(statusCode), statusCode, "A status code is a three-digit number.");

    private Response(Request request, ResponseHead head, byte[] body)
    {
        Request = request;
        _head = head;
        _body = new ResponseBody([.. body]);
    }

    private Response(Request request, ResponseHead head, CallersStream body)
    {
        Request = request;
        _head = head;
        _views = new LazyParts { IsPlain = true };
        _body = new ResponseBody(body);
        LeaveBody(new CreatedBodySettings { Options = new OptionSet() }, body.Call);
    }
}
