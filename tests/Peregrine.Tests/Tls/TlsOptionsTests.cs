using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

public sealed class TlsOptionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-tls-");
    private readonly X509Certificate2 _one = Make("one");
    private readonly X509Certificate2 _other = Make("other");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Options_are_equal_by_what_they_mean()
    {
        var file = Write("ca.pem", _one.ExportCertificatePem());
        (TlsOptions Some, TlsOptions Same)[] pairs =
        [
            (new(), TlsOptions.Default),
            (
                new() { Authorities = [_one] },
                new() { Authorities = [X509CertificateLoader.LoadCertificate(_one.RawData)] }),
            (new() { Authorities = [_one] }, new() { CaFile = file }),
            (new() { ClientCertificate = _one }, new() { ClientCertificate = new X509Certificate2(_one) }),
            (
                new() { Pins = [TlsOptions.PinOf(_one)] },
                new() { Pins = ["SHA256//" + TlsOptions.PinOf(_one)["sha256/".Length..]] }),
            (new() { ServerName = "a.test" }, new() { ServerName = "A.Test" }),
            (new() { ServerName = "::1" }, new() { ServerName = "[0:0::1]" }),
            (TlsOptions.Insecure, TlsOptions.Insecure with { TrustSystem = true }),
        ];

        Assert.All(pairs, pair => Assert.Equal(pair.Some, pair.Same));
        Assert.All(pairs, pair => Assert.Equal(pair.Some.GetHashCode(), pair.Same.GetHashCode()));
    }

    [Fact]
    public void Each_member_makes_a_difference()
    {
        TlsOptions[] all =
        [
            new(), TlsOptions.Insecure, new() { TrustSystem = false }, new() { Authorities = [_one] },
            new() { Authorities = [_other] }, new() { Authorities = [_one, _other] },
            new()
            {
                CaFile = Write(
                    "ca.pem",
                    $"{_one.ExportCertificatePem()}\n{_other.ExportCertificatePem()}\n{_one.ExportCertificatePem()}"),
            },
            new() { ClientCertificate = _one }, new() { ClientCertificate = _other },
            new() { ClientCertificate = _one, ClientCertificateChain = [_other] },
            new() { Pins = [TlsOptions.PinOf(_one)] }, new() { Pins = [TlsOptions.PinOf(_other)] },
            new() { MinVersion = SslProtocols.Tls13 },
            new() { ServerName = "a.test" }, new() { ServerName = "b.test" },
            new() { Revocation = X509RevocationMode.Online }, new() { Revocation = X509RevocationMode.Offline },
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void What_belongs_to_one_origin_is_left_behind_and_the_rest_kept()
    {
        var options = new TlsOptions
        {
            Authorities = [_other],
            ClientCertificate = _one,
            ClientCertificateChain = [_other],
            ServerName = "a.test",
            Pins = [TlsOptions.PinOf(_one)],
        };
        Assert.NotNull(options.ClientContext);

        var elsewhere = options.WithoutIdentity();

        Assert.Equal(new TlsOptions { Authorities = [_other], Pins = [TlsOptions.PinOf(_one)] }, elsewhere);
        Assert.Null(elsewhere.ClientContext);
        Assert.Equal(
            _other.Subject, (options with { ClientCertificate = _other }).ClientContext!.TargetCertificate.Subject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256/")]
    [InlineData("sha1/2jmj7l5rSw0yVb/vlWAYkK/YBwk=")]
    [InlineData("sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF=")]
    [InlineData("sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("sha256/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("sha256/*")]
    public void A_pin_that_is_none_is_refused(string pin) =>
        Assert.Contains(
            "is no pin",
            Assert.Throws<ArgumentException>(() => new TlsOptions { Pins = [pin] }).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_pin_is_the_hash_of_the_public_key()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
        using var next = new CertificateRequest("CN=b", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));

        Assert.Equal(
            $"sha256/{Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))}",
            TlsOptions.PinOf(certificate));
        Assert.Equal(TlsOptions.PinOf(certificate), TlsOptions.PinOf(next));
        Assert.Equal([TlsOptions.PinOf(next)], new TlsOptions { Pins = [TlsOptions.PinOf(certificate)] }.Pins);
    }

    [Fact]
    public void A_pin_may_begin_with_a_slash()
    {
        var slash = "sha256//" + new string('A', 42) + "=";
        var curl = "sha256//" + new string('A', 43) + "=";

        Assert.Equal(
            [slash, curl.Replace("//", "/", StringComparison.Ordinal)], new TlsOptions { Pins = [slash, curl] }.Pins);
    }

    [Fact]
    public void A_file_of_authorities_is_read_when_the_options_are_made()
    {
        var file = Write(
            "ca.pem", $"# comment\n{_one.ExportCertificatePem()}\ntext\n{_other.ExportCertificatePem()}\n");
        var options = new TlsOptions { CaFile = file };
        File.Delete(file);

        Assert.Equal(["CN=one", "CN=other"], options.AllAuthorities.Select(one => one.Subject));
        File.WriteAllBytes(file, _other.RawData);
        Assert.Equal(["CN=other"], new TlsOptions { CaFile = file }.AllAuthorities.Select(one => one.Subject));
    }

    [Theory]
    [InlineData("", "no certificate")]
    [InlineData("not a certificate", "no certificate")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "can't be read")]
    public void A_file_without_authorities_is_no_trust_in_others(string text, string words)
    {
        var file = Write("ca.pem", text);

        Assert.Contains(
            words,
            Assert.Throws<ArgumentException>(() => new TlsOptions { CaFile = file }).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TlsOptions { CaFile = "" });
        Assert.Throws<ArgumentException>(() =>
            new TlsOptions { CaFile = Write("both.pem", _one.ExportCertificatePem() + _other.ExportCertificatePem()) });
        Assert.Throws<FileNotFoundException>(() => new TlsOptions { CaFile = file + "x" });
    }

    [Fact]
    public void A_folder_of_authorities_may_hold_other_things_and_names_twice()
    {
        Assert.Throws<ArgumentException>(() => new TlsOptions { CaFolder = _folder.FullName });
        Assert.Throws<DirectoryNotFoundException>(() => new TlsOptions { CaFolder = _folder.FullName + "x" });
        Write("one.pem", _one.ExportCertificatePem());
        Write("0a1b2c3d.0", _one.ExportCertificatePem());
        Write("README", "text");
        Write("bad.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "other.crt"), _other.RawData);

        var options = new TlsOptions { CaFolder = _folder.FullName };

        Assert.Equal(["CN=one", "CN=other"], options.AllAuthorities.Select(one => one.Subject));
        Assert.Equal(new TlsOptions { Authorities = [_one, _other] }, options);
    }

    [Fact]
    public void What_can_not_be_meant_is_refused()
    {
        using var keyless = X509CertificateLoader.LoadCertificate(_one.RawData);

        Assert.Throws<ArgumentException>(() => new TlsOptions { ClientCertificate = keyless });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TlsOptions { MinVersion = SslProtocols.None });
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new TlsOptions { MinVersion = SslProtocols.Tls12 | SslProtocols.Tls13 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TlsOptions { Revocation = (X509RevocationMode)9 });
        Assert.Throws<ArgumentException>(() => new TlsOptions { ServerName = "https://a.test" });
        Assert.Throws<ArgumentException>(() => new TlsOptions { ServerName = "" });
        Assert.Throws<ArgumentException>(() => new TlsOptions { ServerName = "a.test:443" });
        Assert.Throws<ArgumentNullException>(() => new TlsOptions { Pins = null! });
        Assert.Throws<ArgumentNullException>(() => new TlsOptions { Pins = [null!] });
    }

    [Fact]
    public void What_is_shown_says_what_is_asked()
    {
        Assert.Equal("verified", new TlsOptions().ToString());
        Assert.Equal("insecure", TlsOptions.Insecure.ToString());
        Assert.Equal(
            "verified, 1 authorities of one's own, none of the system's, a client certificate, 1 pins, TLS 1.3, as "
            + "xn--bcher-kva.test, revocation online",
            new TlsOptions
            {
                Authorities = [_one],
                TrustSystem = false,
                ClientCertificate = _one,
                Pins = [TlsOptions.PinOf(_one)],
                MinVersion = SslProtocols.Tls13,
                ServerName = "bücher.test",
                Revocation = X509RevocationMode.Online,
            }.ToString());
    }

    private static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create();
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
