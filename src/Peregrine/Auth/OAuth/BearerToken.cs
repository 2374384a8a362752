namespace Peregrine;

/// <summary>Puts a token into a request (RFC 6750, section 2.1).</summary>
internal static class BearerToken
{
    internal const string Prefix = "Bearer ";

    /// <exception cref="AuthException">The token is of another type.</exception>
    internal static Request Sign(Request request, OAuthToken token, CallContext call) => !token.IsBearer
        ? throw call.CompleteAsLast(new AuthException(
            $"{request}: the token is of type {Redaction.Printable(token.TokenType)}, which is not supported "
            + "(RFC 6749, section 7.1).",
            request))
        : request with { Headers = request.Headers.With(FieldOf(token.AccessToken)) };

    /// <summary>The header field with a token.</summary>
    internal static Header FieldOf(string token) => new(HeaderNames.Authorization, Prefix + token) { IsSecret = true };
}
