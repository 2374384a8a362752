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

    /// <summary>Whether the authorities are trusted in the place of the system's, as the variables of the environment mean it.</summary>
    internal bool IsSole { get; init; }

    /// <summary>Whether the options mean the same trust, so that connections may be shared.</summary>
    public bool Equals(TlsOptions? other) => ReferenceEquals(this, other) ||
        (other is not null && IsInsecure == other.IsInsecure && IsSole == other.IsSole && Fingerprints(Authorities).SequenceEqual(Fingerprints(other.Authorities), StringComparer.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsInsecure, Authorities?.Count ?? 0);

    /// <summary>Whether anything is checked, and how many authorities there are.</summary>
    public override string ToString() => IsInsecure ? "insecure" : $"verified, {Authorities?.Count ?? 0} authorities of one's own";

    private static IEnumerable<string> Fingerprints(X509Certificate2Collection? authorities) =>
        authorities?.Select(authority => authority.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)) ?? [];
}
