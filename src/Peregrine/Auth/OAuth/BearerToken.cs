namespace Peregrine;

/// <summary>Puts a token into a request (RFC 6750, section 2.1).</summary>
internal static class BearerToken
{
    internal const string Prefix = "Bearer ";

    /// <exception cref="AuthException">It is a token of another kind.</exception>
    internal static Request Sign(Request request, OAuthToken token, CallContext call) => !token.IsBearer
        ? throw new AuthException(
            $"{request}: the token is one of type {Redaction.Printable(token.TokenType)}, which is not spoken here "
            + "(RFC 6749, section 7.1).",
            request)
            .In(call)
        : request with { Headers = request.Headers.With(
            new Header(HeaderNames.Authorization, Prefix + token.AccessToken) { IsSecret = true }) };
}
