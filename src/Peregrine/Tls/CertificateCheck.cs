using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>Judges a server's certificate, and keeps in words what was wrong with it.</summary>
internal sealed class CertificateCheck(TlsOptions options)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>What was wrong, or null when the certificate was accepted or not seen.</summary>
    internal string? Complaint { get; private set; }

    internal bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.IsInsecure || (errors == SslPolicyErrors.None && !options.IsSole))
        {
            return true;
        }

        if (errors is SslPolicyErrors.RemoteCertificateChainErrors or SslPolicyErrors.None && options.Authorities is { Count: > 0 } authorities
            && certificate is X509Certificate2 leaf && IsSignedBy(authorities, leaf, chain))
        {
            return true;
        }

        Complaint = Describe(chain, errors);
        return false;
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate2 leaf, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainElements.Select(element => element.Certificate).ToArray() ?? []);

        return chain.Build(leaf);
    }

    private static string Describe(X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the server sent no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return "the certificate is for another host";
        }

        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        return status switch
        {
            _ when status.HasFlag(X509ChainStatusFlags.NotTimeValid) => "the certificate has expired or is not valid yet",
            _ when status.HasFlag(X509ChainStatusFlags.Revoked) => "the certificate was revoked",
            _ when chain!.ChainElements.Count == 1 => "the certificate is self-signed or its authority is not known",
            _ => "the certificate's authority is not trusted",
        };
    }
}
