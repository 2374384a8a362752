namespace Peregrine;

/// <summary>
/// Why one stream ends, while its connection serves the others (RFC 9113, section 5.4.2). When the server broke a rule,
/// the stream is reset with the code.
/// </summary>
internal sealed class Http2StreamException(
    Http2ErrorCode code, string reason, HttpRequestError error = HttpRequestError.HttpProtocolError)
    : Http2Exception(code, reason, error)
{
    /// <summary>Whether the server said that it has not begun with the request (RFC 9113, section 8.7).</summary>
    internal bool WasNotTaken { get; private init; }

    /// <summary>The server sent a response that breaks a rule of messages (RFC 9113, section 8.1.1).</summary>
    internal static Http2StreamException Malformed(
        string reason, HttpRequestError error = HttpRequestError.InvalidResponse) =>
        new(Http2ErrorCode.ProtocolError, reason, error);

    /// <summary>The server reset the stream.</summary>
    internal static Http2StreamException Reset(uint code) =>
        new((Http2ErrorCode)code, Told("the server reset the stream", code), ErrorFor(code))
        {
            WasNotTaken = (Http2ErrorCode)code is Http2ErrorCode.RefusedStream or Http2ErrorCode.Http11Required,
            NamesFault = true,
        };

    /// <summary>The server went away, and says that it took nothing of this request.</summary>
    /// <param name="code">Why it went away; 0 when nothing was wrong.</param>
    internal static Http2StreamException NotTaken(uint code)
    {
        const string Reason = "the server did not take the request on this connection";
        return new(
            code == (uint)Http2ErrorCode.Http11Required ? Http2ErrorCode.Http11Required : Http2ErrorCode.RefusedStream,
            code == 0 ? Reason : Told(Reason, code),
            HttpRequestError.ResponseEnded)
        {
            WasNotTaken = true,
        };
    }
}
