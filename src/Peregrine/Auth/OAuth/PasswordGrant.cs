namespace Peregrine;

/// <summary>
/// The user's own name and password (RFC 6749, section 4.3). Discouraged (RFC 9700, section 2.4), and removed from
/// OAuth 2.1: only for servers that support no other grant.
/// </summary>
public sealed class PasswordGrant : OAuthGrant
{
    /// <summary>The user's name.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    internal override ValueTask<OAuthToken> ObtainAsync(TokenClient client) => client.AskAsync(
        [new("grant_type", "password"), new("username", UserName!), new("password", Password!),
            .. TokenRequest.Wanted(this)], TokenRepeat.Always);

    internal override void Check()
    {
        base.Check();
        ArgumentException.ThrowIfNullOrEmpty(UserName);
        ArgumentNullException.ThrowIfNull(Password);
    }
}
