using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>
/// Reads the query that the browser brings back from the server (RFC 6749, section 4.1.2; RFC 9207). Pure.
/// </summary>
internal static class AuthorizationResponse
{
    /// <summary>The code.</summary>
    /// <param name="query">The query of the redirect.</param>
    /// <param name="state">The state that was sent; an answer with another one is refused.</param>
    /// <param name="issuer">The issuer that was asked, or null when it is not known.</param>
    /// <param name="namesIssuer">Whether the server's metadata promises <c>iss</c> in its answers.</param>
    /// <param name="asked">The request that a failure names.</param>
    /// <exception cref="AuthException">The answer is for another authorization, from another server, or a
    /// refusal.</exception>
    internal static string Code(string query, string state, string? issuer, bool namesIssuer, Request asked)
    {
        var members = TokenResponse.Pairs(query);
        if (!members.TryGetValue("state", out var back)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(back), Encoding.UTF8.GetBytes(state)))
        {
            throw new AuthException(
                $"{asked}: the answer belongs to another authorization: its state differs (RFC 6749, section 10.12).",
                asked);
        }

        // Checked before the error is read: another server might have sent it (RFC 9207, section 2.4).
        if (issuer is not null && (members.TryGetValue("iss", out var named) ? named != issuer : namesIssuer))
        {
            throw new AuthException(
                $"{asked}: the answer names another issuer than the one that was asked (iss, RFC 9207).", asked);
        }

        if (members.TryGetValue("error", out var error))
        {
            var description = members.TryGetValue("error_description", out var text)
                ? Redaction.Printable(text, 500)
                : null;
            error = Redaction.Printable(error);
            throw new AuthException(
                $"{asked}: the authorization was refused: {error}{(description is null ? "" : $" ({description})")}.",
                asked,
                error,
                description);
        }

        return members.TryGetValue("code", out var code) && code.Length > 0 ? code
            : throw new AuthException($"{asked}: the answer to the authorization holds no code.", asked);
    }
}
