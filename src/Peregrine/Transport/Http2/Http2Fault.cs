namespace Peregrine;

/// <summary>What a connection of HTTP/2, or one stream of it, was ended for: by a rule that the server broke, or by the server itself.</summary>
internal sealed class Http2Fault(Http2ErrorCode code, string reason, HttpRequestError error = HttpRequestError.HttpProtocolError)
    : MalformedException(reason, error)
{
    private static readonly string[] Names =
    [
        "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM",
        "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
    ];

    internal Http2ErrorCode Code => code;

    /// <summary>Whether the server said that it has not begun with the request (RFC 9113, section 8.7).</summary>
    internal bool WasNotTaken { get; private init; }

    /// <summary>Whether the server demands HTTP/1.1 (RFC 9113, section 7).</summary>
    internal bool DemandsHttp11 => code == Http2ErrorCode.Http11Required;

    /// <summary>Whether the server named a fault when it ended the stream or the connection: it did not merely close what had lain idle.</summary>
    internal bool NamesFault { get; private init; }

    /// <summary>A rule of the protocol was broken.</summary>
    internal static Http2Fault Create(Http2ErrorCode code, string reason) => new(code, reason);

    /// <summary>The server sends more than we take.</summary>
    internal static Http2Fault TooMuch(string reason) => new(Http2ErrorCode.EnhanceYourCalm, reason, HttpRequestError.ConfigurationLimitExceeded);

    /// <summary>The same for the other streams of the connection: to them it was cut off.</summary>
    internal Http2Fault OnAnotherStream() =>
        new(code, $"the connection was ended because of what came on another stream: {Message}", HttpRequestError.ResponseEnded);

    /// <summary>The server reset a stream.</summary>
    internal static Http2Fault Reset(uint code) => new((Http2ErrorCode)code, Told("the server reset the stream", code), ErrorOf(code))
    {
        WasNotTaken = (Http2ErrorCode)code is Http2ErrorCode.RefusedStream or Http2ErrorCode.Http11Required,
        NamesFault = true,
    };

    /// <summary>The server went away, and says that it took nothing of this request.</summary>
    /// <param name="code">Why it went away; 0 when nothing was wrong.</param>
    internal static Http2Fault NotTaken(uint code)
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

    /// <summary>The server closed the connection.</summary>
    /// <param name="code">What it had told as the reason; 0 when nothing was wrong, or when it told nothing.</param>
    internal static Http2Fault Closed(uint code) => code == 0
        ? new(Http2ErrorCode.NoError, "the server closed the connection", HttpRequestError.ResponseEnded)
        : new((Http2ErrorCode)code, Told("the server closed the connection", code), ErrorOf(code))
        {
            NamesFault = true,
        };

    // What a server says when something broke behind it, or when it has had enough for now, is what a closed connection says over
    // HTTP/1.1. A code that no standard names counts as INTERNAL_ERROR (RFC 9113, section 7).
    private static HttpRequestError ErrorOf(uint code) => code >= Names.Length ? HttpRequestError.ResponseEnded : (Http2ErrorCode)code switch
    {
        Http2ErrorCode.NoError or Http2ErrorCode.InternalError or Http2ErrorCode.RefusedStream or Http2ErrorCode.Cancel or Http2ErrorCode.ConnectError
            or Http2ErrorCode.EnhanceYourCalm => HttpRequestError.ResponseEnded,
        _ => HttpRequestError.HttpProtocolError,
    };

    private static string Told(string what, uint code) => $"{what}: {(code < Names.Length ? Names[code] : $"error {code}")}";
}
