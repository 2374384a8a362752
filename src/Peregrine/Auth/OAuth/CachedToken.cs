namespace Peregrine;

/// <summary>A token, and when it is time for another.</summary>
internal sealed class CachedToken
{
    private readonly DateTimeOffset? _renewAt;

    private CachedToken(OAuthToken token, DateTimeOffset? renewAt) => (Token, _renewAt) = (token, renewAt);

    /// <summary>
    /// A token, renewed some time before its end; when it lives for less than twice that time, at half its life.
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

    /// <summary>The same without its refresh token, which is not good any more.</summary>
    internal CachedToken WithoutRefreshToken() => new(Token with { RefreshToken = null }, _renewAt);

    /// <summary>Whether it can be used: it has not ended, and no server refused it.</summary>
    internal bool IsAlive(DateTimeOffset now, string? refused) => !(now >= Token.ExpiresAt)
        && Token.AccessToken != refused;

    /// <summary>Whether it is time for another one.</summary>
    internal bool IsDue(DateTimeOffset now) => now >= _renewAt;
}
