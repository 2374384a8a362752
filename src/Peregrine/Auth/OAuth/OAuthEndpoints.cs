using System.Net;

namespace Peregrine;

/// <summary>
/// The endpoints of a server, those that were given and those that its metadata names (RFC 8414, section 2).
/// </summary>
internal sealed record OAuthEndpoints
{
    /// <summary>Who answers for them; null when nobody said.</summary>
    internal string? Issuer { get; init; }

    internal RequestTarget? Token { get; init; }

    internal RequestTarget? Authorization { get; init; }

    internal RequestTarget? Device { get; init; }

    internal RequestTarget? Revocation { get; init; }

    /// <summary>The methods of PKCE that the server knows; null when it does not say.</summary>
    internal IReadOnlyList<string>? PkceMethods { get; init; }

    /// <summary>Whether the server names itself in its answers (RFC 9207).</summary>
    internal bool NamesIssuer { get; init; }

    /// <summary>Whether secrets may go there.</summary>
    internal static bool IsAllowed(RequestTarget target, bool allowInsecure) =>
        allowInsecure || target.Origin.IsSecure || IsLoopback(target.Origin.Host);

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
