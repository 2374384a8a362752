namespace Peregrine;

/// <summary>The server broke the rules of HTTP, cut the connection off, or sent more than a limit allows.</summary>
public sealed class ProtocolException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="request">The request.</param>
    /// <param name="error"><see cref="HttpRequestError.ResponseEnded"/> for a connection that was cut off,
    /// <see cref="HttpRequestError.ConfigurationLimitExceeded"/> for a limit,
    /// <see cref="HttpRequestError.InvalidResponse"/> for the rest.</param>
    /// <param name="innerException">The exception of the platform, if there is one.</param>
    public ProtocolException(
        string message, Request request, HttpRequestError error = HttpRequestError.InvalidResponse,
        Exception? innerException = null)
        : base(error, message, request, innerException)
    {
    }

    /// <summary>
    /// True for a connection or stream that was cut off, or that the server refused before it began; false for broken
    /// HTTP and for limits, which would fail again. A stream that an HTTP/2 server resets counts as cut off when the
    /// code says that the server failed or is overloaded (INTERNAL_ERROR, CANCEL, CONNECT_ERROR, ENHANCE_YOUR_CALM),
    /// and not when it says that the client broke the protocol (RFC 9113, section 7).
    /// </summary>
    public override bool IsTransient =>
        HttpRequestError == HttpRequestError.ResponseEnded || WasNotTaken || DemandsHttp11;

    /// <summary>
    /// Whether the connection had served before and ended without one byte of an answer: the server closed it while it
    /// was idle.
    /// </summary>
    internal bool IsStaleConnection { get; init; }

    /// <summary>
    /// Whether an HTTP/2 server said that it has not begun with the request: it may be sent again whatever its method.
    /// </summary>
    internal bool WasNotTaken { get; set; }

    /// <summary>Whether the server demands HTTP/1.1, and the next try goes over it.</summary>
    internal bool DemandsHttp11 { get; set; }
}
