using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

public sealed class EnvironmentAuthoritiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_bundle_of_requests_comes_before_that_of_curl_and_that_before_those_of_openssl()
    {
        var (one, two, three) = (Write("one"), Write("two"), Write("three"));

        Assert.Equal(
            ["CN=one"], Trusted(("SSL_CERT_FILE", three), ("CURL_CA_BUNDLE", two), ("REQUESTS_CA_BUNDLE", one)));
        Assert.Equal(
            ["CN=two"], Trusted(("SSL_CERT_FILE", three), ("CURL_CA_BUNDLE", two), ("REQUESTS_CA_BUNDLE", "")));
        Assert.Equal(["CN=three"], Trusted(("SSL_CERT_FILE", three)));
    }

    [Fact]
    public void A_file_and_a_folder_of_openssl_count_together_and_a_folder_may_hold_other_files()
    {
        var file = Write("file");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "d"));
        Write(Path.Combine("d", "inside"));
        File.WriteAllText(Path.Combine(_folder.Path, "d", "README"), "no certificate");

        Assert.Equal(
            ["CN=file", "CN=inside"],
            Trusted(("SSL_CERT_FILE", file), ("SSL_CERT_DIR", Path.Combine(_folder.Path, "d"))));
        Assert.Equal(["CN=inside"], Trusted(("REQUESTS_CA_BUNDLE", Path.Combine(_folder.Path, "d"))));
        Assert.Equal(
            ["CN=file"], Trusted(("SSL_CERT_FILE", file), ("SSL_CERT_DIR", Path.Combine(_folder.Path, "nowhere"))));
    }

    [Fact]
    public void Two_sessions_share_what_was_loaded_until_the_file_changes()
    {
        var file = Write("shared");
        var first = Of(EnvironmentOptions.All, ("SSL_CERT_FILE", file))!.Trust;

        Assert.Same(first, Of(EnvironmentOptions.All, ("SSL_CERT_FILE", file))!.Trust);
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(2));
        Assert.NotSame(first, Of(EnvironmentOptions.All, ("SSL_CERT_FILE", file))!.Trust);
    }

    [Fact]
    public void Empty_variables_are_none_and_each_can_be_switched_off()
    {
        var file = Write("any");

        Assert.Null(Of(EnvironmentOptions.All, ("REQUESTS_CA_BUNDLE", ""), ("SSL_CERT_FILE", " ")));
        Assert.Null(Of(new() { Certificates = false }, ("SSL_CERT_FILE", file)));
        Assert.Null(Of(new() { Ignored = ["SSL_CERT_FILE"] }, ("SSL_CERT_FILE", file)));
        Assert.NotNull(Of(new() { Proxies = false }, ("SSL_CERT_FILE", file)));
    }

    [Fact]
    public void A_file_that_can_not_be_read_fails_the_first_https_call_and_no_other()
    {
        var missing = Path.Combine(_folder.Path, "missing.pem");
        using var session = new HttpSession(
            new() { ReadVariable = name => name == "SSL_CERT_FILE" ? missing : null, Proxy = Proxy.None });

        var failure = Assert.Throws<ConnectException>(() => session.Get("https://127.0.0.1:1/"));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
        Assert.Contains("SSL_CERT_FILE", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            ConnectStage.Socket, Assert.Throws<ConnectException>(() => session.Get("http://127.0.0.1:1/")).Stage);
        Assert.Equal(ConnectStage.Socket, Assert.Throws<ConnectException>(
            () => session.Get("https://127.0.0.1:1/", new() { Tls = TlsOptions.Insecure })).Stage);
    }

    [Fact]
    public void A_file_without_a_certificate_is_an_error()
    {
        var empty = Path.Combine(_folder.Path, "empty.pem");
        File.WriteAllText(empty, "");

        Assert.Throws<EnvironmentException>(() => Of(EnvironmentOptions.All, ("CURL_CA_BUNDLE", empty))!.Trust);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Trusted(params (string Name, string Value)[] variables)
    {
        var trust = Of(EnvironmentOptions.All, variables)!.Trust;
        Assert.False(trust.TrustSystem);
        return [.. trust.Authorities!.Select(authority => authority.Subject).Order()];
    }

    private static EnvironmentAuthorities? Of(
        EnvironmentOptions options, params (string Name, string Value)[] variables) =>
        EnvironmentAuthorities.FromVariables(
            new EnvironmentVariables(options, name => variables.FirstOrDefault(one => one.Name == name).Value));

    private string Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + Path.GetFileName(name), key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var path = Path.Combine(_folder.Path, name + ".pem");
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }
}
