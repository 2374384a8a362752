using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>A certificate authority that lives as long as the test run, and what it signed.</summary>
internal static class TestAuthority
{
    private static readonly X509Certificate2 Root = MakeRoot();

    /// <summary>The authority alone, for clients that are to trust it.</summary>
    internal static X509Certificate2Collection Certificates => [X509CertificateLoader.LoadCertificate(Root.RawData)];

    /// <summary>A client that trusts it.</summary>
    internal static TlsOptions Trusted { get; } = new() { Authorities = Certificates };

    /// <summary>For <c>localhost</c> and <c>127.0.0.1</c>.</summary>
    internal static ServerTls Loopback { get; } = new(MakeLeaf("localhost", IPAddress.Loopback, days: 30));

    /// <summary>For loopback, over HTTP/2.</summary>
    internal static ServerTls LoopbackHttp2 { get; } = Loopback.Speaking(
        System.Net.Security.SslApplicationProtocol.Http2);

    /// <summary>For another host.</summary>
    internal static ServerTls Elsewhere { get; } = new(MakeLeaf("elsewhere.test", null, days: 30));

    /// <summary>For loopback, but its time is over.</summary>
    internal static ServerTls Expired { get; } = new(MakeLeaf("localhost", IPAddress.Loopback, days: -1));

    private static X509Certificate2 MakeRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Wire Tests Root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-60), now.AddDays(60));
    }

    private static X509Certificate2 MakeLeaf(string host, IPAddress? address, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(Root, now.AddDays(-30), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
        using var leaf = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
    }
}
