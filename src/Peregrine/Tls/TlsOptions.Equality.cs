using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <content>What makes two options the same, and how they are shown.</content>
public sealed partial record TlsOptions
{
    /// <summary>
    /// Whether the options mean the same trust and the same identity, so that connections may be shared.
    /// </summary>
    public bool Equals(TlsOptions? other) => ReferenceEquals(this, other) || (other is not null
        && IsInsecure == other.IsInsecure && TrustSystem == other.TrustSystem
        && MinVersion == other.MinVersion && Revocation == other.Revocation
        && ServerName == other.ServerName && Pins.SequenceEqual(other.Pins, StringComparer.Ordinal)
        && AreSame(AllAuthorities, other.AllAuthorities)
        && AreSame(
            ClientCertificate is null ? [] : [ClientCertificate],
            other.ClientCertificate is null ? [] : [other.ClientCertificate])
        && AreSame(ClientCertificateChain ?? [], other.ClientCertificateChain ?? []));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        IsInsecure, TrustSystem, MinVersion, Revocation, Pins.Count,
        Count(Authorities) + Count(FileAuthorities) + Count(FolderAuthorities),
        ClientCertificate is null, ServerName is null);

    /// <summary>What is asked of a server and what it is told, without names of files and certificates.</summary>
    public override string ToString()
    {
        var parts = new[]
        {
            IsInsecure ? "insecure" : "verified",
            HasAuthorities ? $"{AllAuthorities.Count()} authorities of one's own" : null,
            TrustSystem ? null : "none of the system's",
            ClientCertificate is null ? null : "a client certificate",
            Pins.Count == 0 ? null : $"{Pins.Count} pins",
            MinVersion == SslProtocols.Tls12 ? null : "TLS 1.3",
            ServerName is null ? null : $"as {ServerName}",
            Revocation == X509RevocationMode.NoCheck ? null : $"revocation {Revocation.ToString().ToLowerInvariant()}",
        };
        return string.Join(", ", parts.OfType<string>());
    }

    private static int Count(X509Certificate2Collection? certificates) => certificates?.Count ?? 0;

    private static bool AreSame(IEnumerable<X509Certificate2> some, IEnumerable<X509Certificate2> others) =>
        some.Select(Raw).SequenceEqual(others.Select(Raw), ByContent.Instance);

    private static ReadOnlyMemory<byte> Raw(X509Certificate2 certificate) => certificate.RawDataMemory;

    private sealed class ByContent : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        internal static ByContent Instance { get; } = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> obj) => obj.Length;
    }
}
