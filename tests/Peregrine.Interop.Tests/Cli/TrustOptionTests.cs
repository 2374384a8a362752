using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Peregrine;

/// <summary>The options of TLS, against a server with a certificate that nobody trusts by itself.</summary>
public sealed class TrustOptionTests : IDisposable
{
    private const string Password = "open sesame";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");
    private readonly X509Certificate2 _root = Recipe.Root();
    private readonly X509Certificate2 _client;

    public TrustOptionTests() => _client = new Recipe
    {
        CommonName = "me",
        Issuer = _root,
        Names = [],
        Addresses = [],
        IsForClients = true,
    }.Make();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _client.Dispose();
        _root.Dispose();
    }

    [Fact]
    public async Task A_certificate_is_checked_unless_the_user_says_otherwise()
    {
        await using var server = await StartAsync();
        var url = server.Url.ToString();

        await Assert.ThrowsAsync<ConnectException>(() => PlannedCall.TextAsync(url));
        await Assert.ThrowsAsync<ConnectException>(() => PlannedCall.TextAsync(url, "--verify=yes"));
        foreach (var option in new[] { "-k", "--insecure", "--verify=no", "--verify=false", $"--verify={Authority()}" })
        {
            Assert.StartsWith("HTTP/2 ", await PlannedCall.TextAsync(url, option), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_of_authorities_will_do()
    {
        await using var server = await StartAsync();
        Authority();

        Assert.StartsWith(
            "HTTP/2 ",
            await PlannedCall.TextAsync(server.Url.ToString(), "--verify", _folder.FullName),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_1_1_is_spoken_to_a_server_of_both()
    {
        await using var server = await StartAsync();

        Assert.StartsWith(
            "HTTP/1.1 ",
            await PlannedCall.TextAsync(server.Url.ToString(), "-k", "--http1.1"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lowest_version_of_tls_is_kept()
    {
        await using var server = await StartAsync(SslProtocols.Tls12);
        var url = server.Url.ToString();

        Assert.StartsWith("HTTP", await PlannedCall.TextAsync(url, "-k", "--ssl=tls1.2"), StringComparison.Ordinal);
        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => PlannedCall.TextAsync(url, "-k", "--ssl=tls1.3"));
        Assert.Equal(ConnectStage.Tls, failure.Stage);
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pem and key")]
    [InlineData("pem and encrypted key")]
    [InlineData("pfx")]
    [InlineData("pfx with password")]
    public async Task The_client_shows_its_certificate(string kind)
    {
        await using var server = await StartAsync();

        var text = await PlannedCall.TextAsync([server.Url.ToString(), "-k", .. Options(kind)]);

        Assert.Contains("certificate=CN=me ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pem and encrypted key")]
    [InlineData("pfx with password")]
    public void A_wrong_password_is_told(string kind)
    {
        var refusal = Assert.Throws<UsageException>(
            () => PlannedCall.Open(["example.com", .. Options(kind), "--cert-key-pass=hunter2"])).Message;

        Assert.Contains("password is wrong", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pem", false)]
    [InlineData("pem and key", false)]
    [InlineData("pem and encrypted key", true)]
    [InlineData("pfx", false)]
    [InlineData("pfx with password", true)]
    public void A_key_that_is_encrypted_is_known(string kind, bool isEncrypted)
    {
        var plan = CommandLine.Parse(["example.com", .. Options(kind)]);

        Assert.Equal(isEncrypted, CertificateFile.Of(plan).NeedsPassword());
    }

    private string[] Options(string kind)
    {
        using var key = _client.GetECDsaPrivateKey()!;
        var pem = _client.ExportCertificatePem() + "\n";
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        return kind switch
        {
            "pem" => ["--cert", Write("me.pem", pem + key.ExportPkcs8PrivateKeyPem())],
            "pem and key" =>
                ["--cert", Write("me.pem", pem), "--cert-key", Write("me.key", key.ExportPkcs8PrivateKeyPem())],
            "pem and encrypted key" =>
            [
                "--cert", Write("me.pem", pem),
                "--cert-key", Write("me.key", key.ExportEncryptedPkcs8PrivateKeyPem(Password, encryption)),
                "--cert-key-pass", Password,
            ],
            "pfx" => ["--cert", Write("me.pfx", _client.Export(X509ContentType.Pkcs12))],
            _ =>
            [
                "--cert", Write("me.pfx", _client.Export(X509ContentType.Pkcs12, Password)),
                "--cert-key-pass", Password,
            ],
        };
    }

    private string Authority() => Write("root.pem", _root.ExportCertificatePem());

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private Task<FactsServer> StartAsync(SslProtocols versions = SslProtocols.None)
    {
        var own = new Recipe { Issuer = _root }.Make();
        return FactsServer.StartAsync(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(
            https =>
            {
                https.ServerCertificate = own;
                https.SslProtocols = versions;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (_, _, _) => true;
            })));
    }
}
