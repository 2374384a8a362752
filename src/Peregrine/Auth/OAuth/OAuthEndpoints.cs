using System.Net;

namespace Peregrine;

/// <summary>
/// The endpoints of a server: those that the grant names, and those of the server's metadata (RFC 8414, section 2).
/// </summary>
internal sealed record OAuthEndpoints
{
    /// <summary>The issuer whose metadata named them; null without metadata.</summary>
    internal string? Issuer { get; init; }

    internal RequestTarget? Token { get; init; }

    internal RequestTarget? Authorization { get; init; }

    internal RequestTarget? Device { get; init; }

    internal RequestTarget? Revocation { get; init; }

    /// <summary>The PKCE methods that the server supports; null when it does not say.</summary>
    internal IReadOnlyList<string>? PkceMethods { get; init; }

    /// <summary>Whether the server promises <c>iss</c> in its answers (RFC 9207).</summary>
    internal bool NamesIssuer { get; init; }

    /// <summary>Whether secrets may be sent to it.</summary>
    internal static bool IsAllowed(RequestTarget target, bool allowInsecure) =>
        allowInsecure || target.Origin.IsSecure || IsLoopback(target.Origin.Host);

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
