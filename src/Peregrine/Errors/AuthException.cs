using System.Net;

namespace Peregrine;

/// <summary>A token endpoint or a challenge refused the credentials.</summary>
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
    /// The answer that refused, with its body, status and <see cref="Response.RetryAfter"/>: of the token, device,
    /// revocation or metadata endpoint, or the challenge. Null when no answer refused, or when its body was not read.
    /// </summary>
    public Response? Response { get; }

    /// <summary>
    /// Whether the refusal may be temporary: 408, 429, 5xx, or an error code that says so
    /// (<c>temporarily_unavailable</c>, <c>server_error</c>, <c>slow_down</c>). After any other the same credentials
    /// are refused again.
    /// </summary>
    public override bool IsTransient => TokenErrors.IsTransient(Response?.StatusCode, Error);
}
