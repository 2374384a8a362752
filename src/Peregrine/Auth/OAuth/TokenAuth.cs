namespace Peregrine;

/// <summary>A fixed OAuth token, which is never renewed: once it has expired, nothing is sent.</summary>
internal sealed class TokenAuth : Auth
{
    private readonly OAuthToken _token;

    internal TokenAuth(OAuthToken token)
    {
        HeaderRules.Sendable(HeaderNames.Authorization, token.AccessToken);
        _token = token;
    }

    internal override string? Field => HeaderNames.Authorization;

    internal override ValueTask<Request> SignAsync(Request request, CallContext call, ITokenSession? session) =>
        call.Time.GetUtcNow() >= _token.ExpiresAt
            ? throw call.CompleteAsLast(new AuthException(
                $"{request} was not sent: the OAuth token has expired, and there is no grant to renew it with.",
                request, "invalid_token"))
            : new(BearerToken.Sign(request, _token, call));

    protected internal override Request Sign(Request request) =>
        throw new InvalidOperationException("This scheme needs the clock of a call.");
}
