using System.Collections.ObjectModel;

namespace Peregrine;

/// <summary>
/// An access token and what the server said about it (RFC 6749, section 5.1). <see cref="ToString"/> never shows it.
/// </summary>
public sealed record OAuthToken
{
    /// <summary>The access token.</summary>
    public required string AccessToken { get; init; }

    /// <summary>
    /// The type (RFC 6749, section 7.1). The default is <c>Bearer</c>, the only one that Peregrine sends.
    /// </summary>
    public string TokenType { get; init; } = "Bearer";

    /// <summary>The token that renews the access token, or null.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>When it expires; null when the server did not say.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The scope that the server granted, or else the scope that was asked for.</summary>
    public string? Scope { get; init; }

    /// <summary>
    /// Whether the server granted another scope than was asked for. The order of the words makes no difference.
    /// </summary>
    public bool HasOtherScope { get; init; }

    /// <summary>The ID token of OpenID Connect, or null. Peregrine does not read or check it.</summary>
    public string? IdToken { get; init; }

    /// <summary>
    /// All other members of the server's answer, by name; a value that is not a string is given as its JSON text.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The type and when it expires, never the token.</summary>
    public override string ToString() => ExpiresAt is { } end
        ? $"{Redaction.Printable(TokenType)} token until {end:u}"
        : $"{Redaction.Printable(TokenType)} token";

    internal bool IsBearer => string.Equals(TokenType, "Bearer", StringComparison.OrdinalIgnoreCase);
}
