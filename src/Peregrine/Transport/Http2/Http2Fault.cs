namespace Peregrine;

/// <summary>What a connection of HTTP/2, or one stream of it, was ended for: by a rule that the server broke, or by the server itself.</summary>
internal sealed class Http2Fault(Http2Code code, string reason, HttpRequestError error = HttpRequestError.HttpProtocolError)
    : MalformedException(reason, error)
{
    private static readonly string[] Names =
    [
        "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM",
        "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
    ];

    internal Http2Code Code => code;

    /// <summary>Whether the server said that it has not begun with the request (RFC 9113, section 8.7).</summary>
    internal bool WasNotTaken { get; private init; }

    /// <summary>A rule of the protocol was broken.</summary>
    internal static Http2Fault Of(Http2Code code, string reason) => new(code, reason);

    /// <summary>The server sends more than we take.</summary>
    internal static Http2Fault TooMuch(string reason) => new(Http2Code.EnhanceYourCalm, reason, HttpRequestError.ConfigurationLimitExceeded);

    /// <summary>The server reset a stream.</summary>
    internal static Http2Fault Reset(uint code) => new((Http2Code)code, $"the server reset the stream: {NameOf(code)}", ErrorOf(code))
    {
        WasNotTaken = code == (uint)Http2Code.RefusedStream,
    };

    /// <summary>The server went away, and says that it took nothing of this request.</summary>
    internal static Http2Fault NotTaken() =>
        new(Http2Code.RefusedStream, "the server did not take the request on this connection", HttpRequestError.ResponseEnded) { WasNotTaken = true };

    /// <summary>The server closed the connection, having told why or not.</summary>
    internal static Http2Fault Closed(uint? code) => code is null or 0
        ? new(Http2Code.NoError, "the server closed the connection", HttpRequestError.ResponseEnded)
        : new((Http2Code)code, $"the server closed the connection: {NameOf(code.Value)}");

    private static HttpRequestError ErrorOf(uint code) => code == 0 ? HttpRequestError.ResponseEnded : HttpRequestError.HttpProtocolError;

    private static string NameOf(uint code) => code < Names.Length ? Names[code] : $"error {code}";
}
