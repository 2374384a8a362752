namespace Peregrine;

/// <summary>
/// Why a connection of HTTP/2 ends, and every stream with it (RFC 9113, section 5.4.1). When the server broke a rule,
/// the code is what the server is told.
/// </summary>
internal sealed class Http2ConnectionException(
    Http2ErrorCode code, string reason, HttpRequestError error = HttpRequestError.HttpProtocolError)
    : Http2Exception(code, reason, error)
{
    /// <summary>The server sends more than we take.</summary>
    internal static Http2ConnectionException TooMuch(string reason) =>
        new(Http2ErrorCode.EnhanceYourCalm, reason, HttpRequestError.ConfigurationLimitExceeded);

    /// <summary>The server closed the connection.</summary>
    /// <param name="code">What it had told as the reason; 0 when nothing was wrong, or when it told nothing.</param>
    internal static Http2ConnectionException Closed(uint code) => code == 0
        ? new(Http2ErrorCode.NoError, "the server closed the connection", HttpRequestError.ResponseEnded)
        : new((Http2ErrorCode)code, Told("the server closed the connection", code), ErrorFor(code))
        {
            NamesFault = true,
        };

    /// <summary>The same for the streams that broke no rule: to them the connection was cut off.</summary>
    internal Http2ConnectionException OnAnotherStream() => new(
        Code, $"the connection was ended because of what came on another stream: {Message}",
        HttpRequestError.ResponseEnded);
}
