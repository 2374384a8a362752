using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>What is wrong with a certificate chain, in words. Pure: the platform has built the chain.</summary>
internal static class CertificateFaults
{
    private const X509ChainStatusFlags NoTrust = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;

    /// <summary>
    /// Everything that is wrong, each fault once, the server's own certificate first; null when nothing is.
    /// </summary>
    internal static string? Describe(X509Chain chain)
    {
        var seen = X509ChainStatusFlags.NoError;
        List<string>? faults = null;
        for (var i = 0; i < chain.ChainElements.Count; i++)
        {
            foreach (var status in chain.ChainElements[i].ChainElementStatus)
            {
                if ((status.Status & ~seen) != 0 && Describe(status, chain, i) is var fault
                    && faults?.Contains(fault) != true)
                {
                    (faults ??= []).Add(fault);
                }

                seen |= status.Status;
            }
        }

        return faults is not null ? string.Join("; ", faults)
            : chain.ChainStatus is [var whole, ..] ? Words(whole)
            : chain.ChainElements.Count == 0 ? "the certificate has no chain"
            : null;
    }

    /// <summary>
    /// The faults of the chain that came nearer to trust: one that ends in an authority says what else is wrong.
    /// </summary>
    internal static string? Nearest(X509Chain own, X509Chain system) =>
        Describe(EndsInTrust(system) && !EndsInTrust(own) ? system : own);

    private static bool EndsInTrust(X509Chain chain) =>
        !Array.Exists(chain.ChainStatus, status => (status.Status & NoTrust) != 0);

    private static string Describe(X509ChainStatus status, X509Chain chain, int place)
    {
        var certificate = chain.ChainElements[place].Certificate;
        var holder = place == 0 ? "the certificate" : $"the authority '{Name(certificate.SubjectName)}'";
        return status.Status switch
        {
            X509ChainStatusFlags.NotTimeValid => OutOfTime(certificate, holder),
            X509ChainStatusFlags.Revoked => $"{holder} was revoked",
            X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation =>
                $"whether {holder} was revoked could not be found out",
            X509ChainStatusFlags.UntrustedRoot =>
                place == 0 ? "the certificate is self-signed and not trusted" : $"{holder} is not trusted",
            X509ChainStatusFlags.PartialChain =>
                $"the issuer of {holder}, '{Name(certificate.IssuerName)}', is not known: its authority is not "
                + "trusted, or the server left out an intermediate certificate",
            X509ChainStatusFlags.NotValidForUsage => $"{holder} is not meant for a server",
            X509ChainStatusFlags.NotSignatureValid => $"the signature of {holder} is wrong",
            X509ChainStatusFlags.HasWeakSignature => $"the signature of {holder} is too weak",
            X509ChainStatusFlags.InvalidBasicConstraints =>
                $"{holder} may not sign certificates, or not that many in a row",
            X509ChainStatusFlags.InvalidNameConstraints or X509ChainStatusFlags.HasNotPermittedNameConstraint
                or X509ChainStatusFlags.HasExcludedNameConstraint =>
                "an authority signed for a name that it may not sign for",
            _ => Words(status),
        };
    }

    private static string OutOfTime(X509Certificate2 certificate, string holder) =>
        certificate.NotBefore > TimeProvider.System.GetLocalNow().DateTime
            ? $"{holder} is not valid before {Time(certificate.NotBefore)}"
            : $"{holder} expired on {Time(certificate.NotAfter)}";

    private static string Time(DateTime local) =>
        local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Name(X500DistinguishedName name) => Redaction.Printable(name.Name);

    private static string Words(X509ChainStatus status) =>
        $"{status.Status}: {Redaction.Printable(status.StatusInformation.TrimEnd('.'))}";
}
