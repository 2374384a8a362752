namespace Peregrine;

/// <summary>
/// What the error codes of an authorization server mean (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5).
/// Pure.
/// </summary>
internal static class TokenErrors
{
    /// <summary>The code that says: this refresh token, code or password is not good.</summary>
    internal const string InvalidGrant = "invalid_grant";

    // The standards' and two that servers made up for the same.
    private static readonly string[] Passing = ["temporarily_unavailable", "server_error", "slow_down",
        "too_many_requests", "rate_limit_exceeded"];

    private static readonly string[] Registered =
    [
        .. Passing, InvalidGrant, "invalid_request", "invalid_client", "unauthorized_client", "unsupported_grant_type",
            "invalid_scope",
        "access_denied", "unsupported_response_type", "authorization_pending", "expired_token",
            "unsupported_token_type",
        "invalid_token", "insufficient_scope", "invalid_target", "interaction_required", "login_required",
            "consent_required",
        "account_selection_required", "invalid_dpop_proof", "use_dpop_nonce",
    ];

    // They speak of the application, of what it asks for or of how it asks: another refresh token would be refused as
    // well.
    private static readonly string[] OfTheApplication =
        ["unauthorized_client", "unsupported_grant_type", "invalid_scope", "invalid_target", "invalid_dpop_proof",
            "use_dpop_nonce"];

    /// <summary>Whether the same request may well succeed later: 408, 429, 5xx, or a code that says so.</summary>
    internal static bool IsTransient(int? statusCode, string? error) =>
        statusCode is 408 or 429 or >= 500
            || (error is not null && Passing.Contains(error, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// Whether the answer says nothing but that the server has trouble: a status or a code that may pass, and no
    /// verdict beside it.
    /// </summary>
    internal static bool IsTrouble(int statusCode, string? error) =>
        IsTransient(statusCode, error) && (error is null || IsTransient(null, error) || !IsRegistered(error));

    /// <summary>
    /// Whether the refusal of a refresh token is one of the token, so that only a new login helps. It is none when the
    /// server has trouble, when the code speaks of the application, and when neither a code nor 400 or 401 refuses
    /// anything.
    /// </summary>
    internal static bool IsOfRefreshToken(int? statusCode, string? error) => error switch
    {
        null => statusCode is 400 or 401,
        InvalidGrant => true,
        _ => !IsTransient(statusCode, error) && !error.Contains("client", StringComparison.OrdinalIgnoreCase)
            && !OfTheApplication.Contains(error, StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>Whether a code speaks of the token that was sent, so that no other reason is left.</summary>
    internal static bool NamesToken(string? error) =>
        error is not null && (error == InvalidGrant || error.Contains("token", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a standard has the code: then it is no secret, whatever the client's secrets are.</summary>
    internal static bool IsRegistered(string error) => Registered.Contains(error, StringComparer.Ordinal);
}
