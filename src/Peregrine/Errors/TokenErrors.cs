namespace Peregrine;

/// <summary>
/// What the error codes of an authorization server mean (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5).
/// Pure.
/// </summary>
internal static class TokenErrors
{
    /// <summary>The code for a refresh token, code or password that is not valid.</summary>
    internal const string InvalidGrant = "invalid_grant";

    // Codes of the standards, and two that servers made up for the same.
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

    // They are about the application, what it asks for, or how it asks: another refresh token would be refused as well.
    private static readonly string[] OfTheApplication =
        ["unauthorized_client", "unsupported_grant_type", "invalid_scope", "invalid_target", "invalid_dpop_proof",
            "use_dpop_nonce"];

    /// <summary>Whether the same request may succeed later: after 408, 429, 5xx, or a code that says so.</summary>
    internal static bool IsTransient(int? statusCode, string? error) =>
        statusCode is 408 or 429 or >= 500
            || (error is not null && Passing.Contains(error, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// Whether the answer says only that the server has trouble: a temporary status or code, and no registered code
    /// that refuses.
    /// </summary>
    internal static bool IsTrouble(int statusCode, string? error) =>
        IsTransient(statusCode, error) && (error is null || IsTransient(null, error) || !IsRegistered(error));

    /// <summary>
    /// Whether a refusal is about the refresh token, so that only a new login helps. It is not when the server has
    /// trouble, when the code is about the application, or when there is no code and the status is not 400 or 401.
    /// </summary>
    internal static bool IsOfRefreshToken(int? statusCode, string? error) => error switch
    {
        null => statusCode is 400 or 401,
        InvalidGrant => true,
        _ => !IsTransient(statusCode, error) && !error.Contains("client", StringComparison.OrdinalIgnoreCase)
            && !OfTheApplication.Contains(error, StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>Whether a code is about the token that was sent, and nothing else.</summary>
    internal static bool NamesToken(string? error) =>
        error is not null && (error == InvalidGrant || error.Contains("token", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether a standard defines the code: then it is shown even when it equals a secret of the client.
    /// </summary>
    internal static bool IsRegistered(string error) => Registered.Contains(error, StringComparer.Ordinal);
}
