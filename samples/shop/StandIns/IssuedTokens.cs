using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Shop.StandIns;

/// <summary>The tokens that the login has issued, and the stock accepts.</summary>
internal sealed class IssuedTokens(TimeSpan life)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = [];

    public int Seconds => (int)life.TotalSeconds;

    public string Issue()
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _ends[token] = DateTimeOffset.UtcNow + life;
        return token;
    }

    public bool Accepts(string? authorization) =>
        authorization is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
        && _ends.TryGetValue(token, out var end) && end > DateTimeOffset.UtcNow;
}
