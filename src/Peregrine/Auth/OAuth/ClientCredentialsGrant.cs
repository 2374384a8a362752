namespace Peregrine;

/// <summary>The application asks for a token of its own, without a user (RFC 6749, section 4.4).</summary>
public sealed class ClientCredentialsGrant : OAuthGrant
{
    internal override bool Refreshes => false;

    internal override ValueTask<OAuthToken> ObtainAsync(TokenClient client) =>
        client.AskAsync([new("grant_type", "client_credentials"), .. TokenRequest.Wanted(this)], TokenRepeat.Always);
}
