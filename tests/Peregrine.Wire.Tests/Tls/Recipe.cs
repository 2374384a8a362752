using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>How to make a certificate that a test needs, good or not. Nothing of it is kept.</summary>
internal sealed partial record Recipe
{
    private static readonly Oid Server = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid Client = new("1.3.6.1.5.5.7.3.2");

    internal string CommonName { get; init; } = "localhost";

    /// <summary>Who signs it; null for itself.</summary>
    internal X509Certificate2? Issuer { get; init; }

    internal string[] Names { get; init; } = ["localhost"];

    internal IPAddress[] Addresses { get; init; } = [IPAddress.Loopback];

    /// <summary>From and until when, in days from now.</summary>
    internal (int From, int Until) Days { get; init; } = (-20, 20);

    internal bool IsAuthority { get; init; }

    internal int? MostBelow { get; init; }

    internal bool IsForClients { get; init; }

    /// <summary>Where the list of revoked certificates is.</summary>
    internal string? RevocationList { get; init; }

    internal byte[] Serial { get; init; } = RandomNumberGenerator.GetBytes(8);

    internal ECDsa? Key { get; init; }

    internal static X509Certificate2 Root(string name = "Recipe Root") =>
        new Recipe { CommonName = name, Names = [], Addresses = [], IsAuthority = true, Days = (-50, 50) }.Make();

    internal X509Certificate2 Make()
    {
        using var made = Key is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var key = Key ?? made!;
        var request = new CertificateRequest($"CN={CommonName}", key, HashAlgorithmName.SHA256);
        Describe(request);
        var (from, until) =
            (TimeProvider.System.GetUtcNow().AddDays(Days.From), TimeProvider.System.GetUtcNow().AddDays(Days.Until));
        if (Issuer is null)
        {
            return request.CreateSelfSigned(from, until);
        }

        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Issuer, true, false));
        using var signed = request.Create(
            Issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(Issuer.GetECDsaPrivateKey()!),
            from, until, Serial);
        return signed.CopyWithPrivateKey(key);
    }

    private void Describe(CertificateRequest request)
    {
        if (Names.Length + Addresses.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            Array.ForEach(Names, names.AddDnsName);
            Array.ForEach(Addresses, names.AddIpAddress);
            request.CertificateExtensions.Add(names.Build());
        }

        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(IsAuthority, MostBelow is not null, MostBelow ?? 0, true));
        request.CertificateExtensions.Add(IsAuthority
            ? new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true)
            : new X509EnhancedKeyUsageExtension([IsForClients ? Client : Server], false));
        if (RevocationList is not null)
        {
            request.CertificateExtensions.Add(
                CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([RevocationList]));
        }
    }
}
