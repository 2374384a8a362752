namespace Peregrine;

/// <summary>
/// A refresh token that is there already (RFC 6749, section 6): in the token that is given beside the grant, or in its
/// <see cref="OAuthGrant.Store"/>. When it is refused there is nobody left to ask: <see cref="AuthException"/>.
/// </summary>
public sealed class RefreshTokenGrant : OAuthGrant
{
    internal override ValueTask<OAuthToken> ObtainAsync(TokenClient client) => throw new AuthException(
        $"{client.Asked}: there is no refresh token, and no other way to a new access token.", client.Asked,
            TokenErrors.InvalidGrant);
}
