namespace Peregrine;

/// <summary>
/// What a connection of HTTP/2, or one stream of it, was ended for: by a rule that the server broke, or by the server
/// itself.
/// </summary>
internal abstract class Http2Exception(Http2ErrorCode code, string reason, HttpRequestError error)
    : MalformedException(reason, error)
{
    private static readonly string[] Names =
    [
        "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED",
        "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM",
        "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
    ];

    internal Http2ErrorCode Code => code;

    /// <summary>Whether the server demands HTTP/1.1 (RFC 9113, section 7).</summary>
    internal bool DemandsHttp11 => code == Http2ErrorCode.Http11Required;

    /// <summary>
    /// Whether the server named a fault when it ended the stream or the connection: it did not merely close what had
    /// lain idle.
    /// </summary>
    internal bool NamesFault { get; private protected init; }

    // What a server says when something broke behind it, or when it has had enough for now, is what a closed connection
    // says over HTTP/1.1. A code that no standard names counts as INTERNAL_ERROR (RFC 9113, section 7).
    private protected static HttpRequestError ErrorFor(uint code) =>
        code >= Names.Length ? HttpRequestError.ResponseEnded : (Http2ErrorCode)code switch
        {
            Http2ErrorCode.NoError or Http2ErrorCode.InternalError
                or Http2ErrorCode.RefusedStream or Http2ErrorCode.Cancel
                or Http2ErrorCode.ConnectError or Http2ErrorCode.EnhanceYourCalm => HttpRequestError.ResponseEnded,
            _ => HttpRequestError.HttpProtocolError,
        };

    private protected static string Told(string what, uint code) =>
        $"{what}: {(code < Names.Length ? Names[code] : $"error {code}")}";
}
