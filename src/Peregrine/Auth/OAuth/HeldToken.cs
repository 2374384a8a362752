namespace Peregrine;

/// <summary>A token, and when it is time for another.</summary>
internal sealed class HeldToken
{
    private readonly DateTimeOffset? _renewAt;

    /// <summary>A token, renewed some time before its end; when it lives for less than twice that time, at half its life.</summary>
    internal HeldToken(OAuthToken token, TimeSpan leeway, DateTimeOffset? receivedAt = null)
    {
        Token = token;
        var early = receivedAt is { } from && token.ExpiresAt - from is { } life && life / 2 < leeway ? life / 2 : leeway;
        _renewAt = token.ExpiresAt is { } end && end - DateTimeOffset.MinValue > early ? end - early : token.ExpiresAt;
    }

    internal OAuthToken Token { get; }

    internal bool IsGood(DateTimeOffset now, string? refused) => !(now >= _renewAt) && Token.AccessToken != refused;
}
