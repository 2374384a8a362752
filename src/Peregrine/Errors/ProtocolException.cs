namespace Peregrine;

/// <summary>The other side broke HTTP, cut the connection off, or sent more than a limit allows.</summary>
public sealed class ProtocolException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="request">The request.</param>
    /// <param name="error"><see cref="HttpRequestError.ResponseEnded"/> for a connection that was cut off,
    /// <see cref="HttpRequestError.ConfigurationLimitExceeded"/> for a limit,
    /// <see cref="HttpRequestError.InvalidResponse"/> for the rest.</param>
    /// <param name="innerException">What the platform said, if it did.</param>
    public ProtocolException(
        string message, Request request, HttpRequestError error = HttpRequestError.InvalidResponse,
        Exception? innerException = null)
        : base(error, message, request, innerException)
    {
    }

    /// <summary>
    /// True for a connection or a stream that was cut off, or taken away before the server began; false for broken HTTP
    /// and for limits, which come again. Over HTTP/2 a stream that the server resets is cut off when its code says that
    /// something broke or is too much (INTERNAL_ERROR, CANCEL, CONNECT_ERROR, ENHANCE_YOUR_CALM), and not when it says
    /// that we broke the protocol (RFC 9113, section 7).
    /// </summary>
    public override bool IsTransient =>
        HttpRequestError == HttpRequestError.ResponseEnded || WasNotTaken || DemandsHttp11;

    /// <summary>
    /// Whether the connection had served before and ended without one octet of an answer: the server closed it while it
    /// was idle.
    /// </summary>
    internal bool IsStaleConnection { get; init; }

    /// <summary>
    /// Whether the server said, over HTTP/2, that it has not begun with the request: it may be sent again whatever its
    /// method.
    /// </summary>
    internal bool WasNotTaken { get; set; }

    /// <summary>Whether the server demands HTTP/1.1, and the next try goes over it.</summary>
    internal bool DemandsHttp11 { get; set; }
}
