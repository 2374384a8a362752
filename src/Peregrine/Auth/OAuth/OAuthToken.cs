using System.Collections.ObjectModel;

namespace Peregrine;

/// <summary>
/// An access token and what its server said about it (RFC 6749, section 5.1). Its text shows none of it.
/// </summary>
public sealed record OAuthToken
{
    /// <summary>The access token.</summary>
    public required string AccessToken { get; init; }

    /// <summary>How it is used. The default is <c>Bearer</c>, the only type that is spoken here.</summary>
    public string TokenType { get; init; } = "Bearer";

    /// <summary>What a new token is asked for with, or null.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When it ends; null when nobody said.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What it may be used for: what the server granted, else what was asked for.</summary>
    public string? Scope { get; init; }

    /// <summary>
    /// Whether the server granted another scope than was asked for. The order of its words says nothing.
    /// </summary>
    public bool HasOtherScope { get; init; }

    /// <summary>The ID token of OpenID Connect, unread and unchecked, or null.</summary>
    public string? IdToken { get; init; }

    /// <summary>Everything else that the server sent, by name; what is no string is its JSON text.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The type and when it ends, never the token.</summary>
    public override string ToString() => ExpiresAt is { } end
        ? $"{Redaction.Printable(TokenType)} token until {end:u}"
        : $"{Redaction.Printable(TokenType)} token";

    internal bool IsBearer => string.Equals(TokenType, "Bearer", StringComparison.OrdinalIgnoreCase);
}
