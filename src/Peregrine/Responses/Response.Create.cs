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

    /// <summary>
    /// A streamed response made by hand. A call that reads whole bodies reads the stream, within its limits; a streamed
    /// call leaves it to its caller, as it does outside of a call. No content coding is undone: the stream gives what
    /// readers get, whatever <paramref name="headers"/> say.
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
        return new Response(request, CreateHead(statusCode, headers), new CallersStream(body));
    }

    /// <summary>The call that got this response from the caller's code takes over a body that is a stream.</summary>
    /// <exception cref="RequestException">The body is larger than the limit of the call.</exception>
    internal async ValueTask TakeOverAsync(BodySettings settings, CallContext call, bool leavesBody)
    {
        if (_body.Streamed is not { IsClaimed: false } streamed || streamed.HandOver() is not { } stream)
        {
            return;
        }

        stream.Call = call;
        _body = new ResponseBody(stream);
        if (leavesBody)
        {
            LeaveBody(settings, call);
        }
        else if (await ReadWholeAsync(settings, call).ConfigureAwait(false) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Whether its body is a stream of the caller's that nothing has begun to read.</summary>
    internal bool HasCallersStream => _body.Streamed is { IsClaimed: false, IsOfCaller: true };

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
        _body = new ResponseBody(body);
        LeaveBody(new CreatedBodySettings { Options = new OptionSet() }, body.Call);
    }
}
