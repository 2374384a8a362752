namespace Peregrine;

/// <summary>
/// Renews with a refresh token that the program has already (RFC 6749, section 6): in the token given beside the grant,
/// or in its <see cref="OAuthGrant.Store"/>. When the server refuses it, calls fail with an
/// <see cref="AuthException"/>.
/// </summary>
public sealed class RefreshTokenGrant : OAuthGrant
{
    internal override ValueTask<OAuthToken> ObtainAsync(TokenClient client) => throw new AuthException(
        $"{client.Asked}: there is no refresh token, and a RefreshTokenGrant has no other way to get a token.",
        client.Asked,
            TokenErrors.InvalidGrant);
}
