using System.Net;

namespace Peregrine;

/// <summary>A token endpoint or a challenge refused us.</summary>
public sealed class AuthException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public AuthException(
        string message, Request request, string? error = null, string? errorDescription = null,
            Exception? innerException = null, Response? response = null)
        : base(HttpRequestError.UserAuthenticationError, message, request, innerException,
            (HttpStatusCode?)response?.StatusCode) =>
        (Error, ErrorDescription, Response) = (error, errorDescription, response);

    /// <summary>The error code of the endpoint (RFC 6749, section 5.2), or null.</summary>
    public string? Error { get; }

    /// <summary>The endpoint's explanation, or null.</summary>
    public string? ErrorDescription { get; }

    /// <summary>
    /// The answer that refused us, its body read, with its status and <see cref="Response.RetryAfter"/>: that of the
    /// token, device, revocation or metadata endpoint, or the challenge. Null when no answer refused, or when its body
    /// was left unread.
    /// </summary>
    public Response? Response { get; }

    /// <summary>
    /// Whether the refusal may pass: 408, 429, 5xx, or an error code that says so (<c>temporarily_unavailable</c>,
    /// <c>server_error</c>, <c>slow_down</c>). Any other refuses the same credentials again.
    /// </summary>
    public override bool IsTransient => TokenErrors.IsTransient(Response?.StatusCode, Error);

    /// <summary>The failure as the last try of a call.</summary>
    internal AuthException In(CallContext call)
    {
        call.CompleteAsLast(this);
        return this;
    }
}
