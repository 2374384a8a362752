using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Shop.StandIns;

/// <summary>The tokens that the login has issued, and the stock accepts.</summary>
internal sealed class IssuedTokens(TimeSpan life)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = [];

    /// <summary>A new token, as a token server answers (RFC 6749, section 5.1).</summary>
    public object Issue()
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _ends[token] = DateTimeOffset.UtcNow + life;
        return new { access_token = token, token_type = "Bearer", expires_in = (int)life.TotalSeconds };
    }

    public bool Accepts(string? authorization) =>
        authorization is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
        && _ends.TryGetValue(token, out var end) && end > DateTimeOffset.UtcNow;
}
