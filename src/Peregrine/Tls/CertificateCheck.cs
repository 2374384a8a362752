using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// Judges a server's certificate in a handshake, and keeps in words what was wrong with it. A resumed handshake is
/// judged like any other. The chain is the platform's; what is asked of it is ours.
/// </summary>
/// <param name="options">What is asked.</param>
/// <param name="host">The host that the certificate has to be for.</param>
internal sealed class CertificateCheck(TlsOptions options, string host)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>What was wrong, or null when the certificate was accepted or not seen.</summary>
    internal string? Complaint { get; private set; }

    /// <summary>
    /// How the platform is to build the first chain: on our own authorities where there are some, else on the system's.
    /// Where no chain is asked about, on none: with the system's 140 the platform takes 1.5 ms longer to build it.
    /// </summary>
    /// <param name="limit">How long revocation may be asked about.</param>
    internal X509ChainPolicy Policy(TimeSpan limit) =>
        Policy(options is { HasAuthorities: false, TrustSystem: true, IsInsecure: false }, limit);

    internal bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        try
        {
            Complaint = certificate is X509Certificate2 leaf && chain is not null
                ? options.IsInsecure ? PinFault([leaf]) : FaultOf(leaf, chain, errors)
                : "the server sent no certificate";
        }
        catch (CryptographicException unreadable)
        {
            Complaint = $"the certificate can't be read: {Redaction.Printable(unreadable.Message.TrimEnd('.'))}";
        }

        LetGo(chain?.ChainPolicy.ExtraStore);
        return Complaint is null;
    }

    // The platform put them into our policy, which lives as long as the connection: 600 bytes and a native handle each.
    private static void LetGo(X509Certificate2Collection? sent)
    {
        foreach (var certificate in sent ?? [])
        {
            certificate.Dispose();
        }

        sent?.Clear();
    }

    private string? FaultOf(X509Certificate2 leaf, X509Chain chain, SslPolicyErrors errors)
    {
        var isFor = !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && HostNames.AreFor(leaf, host);
        var faults = CertificateFaults.Describe(chain);
        if (faults is not null && options is { HasAuthorities: true, TrustSystem: true })
        {
            using var other =
                new X509Chain { ChainPolicy = Policy(ofSystem: true, chain.ChainPolicy.UrlRetrievalTimeout) };
            other.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
            var isGood = other.Build(leaf);
            faults = isGood ? null : CertificateFaults.Nearest(chain, other);
            return Joined(faults, isFor, leaf) ?? PinFault(other.ChainElements.Select(element => element.Certificate));
        }

        return Joined(faults, isFor, leaf) ?? PinFault(chain.ChainElements.Select(element => element.Certificate));
    }

    private static string? Joined(string? faults, bool isFor, X509Certificate2 leaf) =>
        isFor ? faults : faults is null ? HostNames.Describe(leaf) : $"{faults}; {HostNames.Describe(leaf)}";

    private string? PinFault(IEnumerable<X509Certificate2> chain) =>
        PublicKeyPin.IsMet(options.Pins, chain) ? null : "none of the pinned keys is in the server's certificate chain";

    private X509ChainPolicy Policy(bool ofSystem, TimeSpan limit)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = ofSystem ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
            RevocationMode = options.Revocation,

            // A certificate may name any address: nothing is fetched from there before it is trusted.
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (!ofSystem)
        {
            policy.CustomTrustStore.AddRange(options.AllAuthorities.ToArray());
        }

        if (limit > TimeSpan.Zero)
        {
            policy.UrlRetrievalTimeout = limit;
        }

        return policy;
    }
}
