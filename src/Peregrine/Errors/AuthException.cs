namespace Peregrine;

/// <summary>A token endpoint or a challenge refused us.</summary>
public sealed class AuthException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public AuthException(string message, Request request, string? error = null, string? errorDescription = null, Exception? innerException = null)
        : base(HttpRequestError.UserAuthenticationError, message, request, innerException) =>
        (Error, ErrorDescription) = (error, errorDescription);

    /// <summary>The error code of the endpoint (RFC 6749, section 5.2), or null.</summary>
    public string? Error { get; }

    /// <summary>The endpoint's explanation, or null.</summary>
    public string? ErrorDescription { get; }

    /// <summary>The failure as the last try of a call.</summary>
    internal AuthException In(Call call)
    {
        call.Note(new Outcome(null, this), AttemptReason.Final, null);
        Complete(call);
        return this;
    }

    /// <summary>False: the same credentials are refused again.</summary>
    public override bool IsTransient => false;
}
