namespace Peregrine;

/// <summary>A token, and when it is to be renewed.</summary>
internal sealed class CachedToken
{
    private readonly DateTimeOffset? _renewAt;

    private CachedToken(OAuthToken token, DateTimeOffset? renewAt) => (Token, _renewAt) = (token, renewAt);

    /// <summary>
    /// A token that is renewed <c>leeway</c> before it expires, or at half its life when it lives for less than twice
    /// that.
    /// </summary>
    internal CachedToken(OAuthToken token, TimeSpan leeway, DateTimeOffset? receivedAt = null)
    {
        Token = token;
        var early = receivedAt is { } from && token.ExpiresAt - from is { } life && life / 2 < leeway
            ? (life > TimeSpan.Zero ? life / 2 : TimeSpan.Zero)
            : leeway;
        _renewAt = token.ExpiresAt is { } end && end - DateTimeOffset.MinValue > early ? end - early : token.ExpiresAt;
    }

    internal OAuthToken Token { get; }

    /// <summary>The same token without its refresh token, which the server has refused.</summary>
    internal CachedToken WithoutRefreshToken() => new(Token with { RefreshToken = null }, _renewAt);

    /// <summary>Whether it can be used: it has not expired, and the server has not refused it.</summary>
    internal bool IsAlive(DateTimeOffset now, string? refused) => !(now >= Token.ExpiresAt)
        && Token.AccessToken != refused;

    /// <summary>Whether it is to be renewed.</summary>
    internal bool IsDue(DateTimeOffset now) => now >= _renewAt;
}
