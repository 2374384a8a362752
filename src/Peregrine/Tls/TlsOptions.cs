using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>How the certificate of a server is checked. Options that differ never share a connection.</summary>
public sealed record TlsOptions
{
    /// <summary>
    /// Any certificate is accepted: whoever stands in between reads and changes everything. For one call it neither uses nor
    /// leaves a connection that a verified call could use.
    /// </summary>
    public static TlsOptions Insecure { get; } = new() { IsInsecure = true };

    internal static TlsOptions Default { get; } = new();

    /// <summary>Certificate authorities that are trusted besides the system's. The default is none. The collection is copied.</summary>
    public X509Certificate2Collection? Authorities
    {
        get;
        init => field = value is null ? null : [.. value];
    }

    internal bool IsInsecure { get; private init; }
}
