using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Peregrine;

/// <summary>
/// A real registry of container images, in clear or under TLS, where it speaks HTTP/2 too. What is pushed to it goes
/// with it.
/// </summary>
internal sealed class Registry : IAsyncDisposable
{
    private const string ImageType = "application/vnd.docker.container.image.v1+json";
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";
    private readonly Daemon _daemon;
    private readonly X509Certificate2? _certificate;

    private Registry(Daemon daemon, int port, X509Certificate2? certificate)
    {
        (_daemon, _certificate) = (daemon, certificate);
        Url = certificate is null ? $"http://127.0.0.1:{port}" : $"https://localhost:{port}";
    }

    internal string Url { get; }

    internal TlsOptions? Tls => _certificate is null
        ? null
        : new() { Authorities = [X509CertificateLoader.LoadCertificate(_certificate.RawData)] };

    internal static async Task<Registry> StartAsync(bool isSecure)
    {
        var program = Peer.Require("docker-registry", "docker-registry");
        var port = Daemon.FreePort();
        var certificate = isSecure ? new Recipe().Make() : null;
        try
        {
            var daemon = await Daemon.StartAsync(
                program,
                port,
                at => ["serve", Path.Combine(at, "config.yml")],
                at => Files(at, port, certificate));
            return new Registry(daemon, port, certificate);
        }
        catch
        {
            certificate?.Dispose();
            throw;
        }
    }

    /// <summary>Pushes an image without layers: its configuration as a blob, and the manifest that names it.</summary>
    internal static async Task PushAsync(HttpSession session, string repository, CancellationToken cancellationToken)
    {
        var config = Encoding.UTF8.GetBytes("""{"architecture":"amd64","os":"linux","rootfs":{"type":"layers"}}""");
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(config));
        var begun = await session.PostAsync($"/v2/{repository:raw}/blobs/uploads/", cancellationToken);
        Assert.Equal(202, begun.StatusCode);
        var put = await session.PutAsync(
            begun.Headers["Location"]!,
            new() { Query = { ["digest"] = digest }, Body = Body.Bytes(config, "application/octet-stream") },
            cancellationToken);
        Assert.Equal(201, put.StatusCode);

        var size = config.Length.ToString(CultureInfo.InvariantCulture);
        var manifest =
            $$"""
            {
              "schemaVersion": 2,
              "mediaType": "{{ManifestType}}",
              "config": { "mediaType": "{{ImageType}}", "size": {{size}}, "digest": "{{digest}}" },
              "layers": []
            }
            """;
        var tagged = await session.PutAsync(
            $"/v2/{repository:raw}/manifests/latest",
            new() { Body = Body.Text(manifest, ManifestType) },
            cancellationToken);
        Assert.True(tagged.StatusCode == 201, tagged.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _certificate?.Dispose();
    }

    private static Dictionary<string, string> Files(string at, int port, X509Certificate2? certificate)
    {
        var (cert, key) = (Path.Combine(at, "cert.pem"), Path.Combine(at, "key.pem"));
        var tls = certificate is null ? "" : $"\n  tls:\n    certificate: {cert}\n    key: {key}";
        var files = new Dictionary<string, string>
        {
            ["config.yml"] =
                $"""
                 version: 0.1
                 log:
                   level: error
                   accesslog:
                     disabled: true
                 storage:
                   filesystem:
                     rootdirectory: {Path.Combine(at, "images")}
                 http:
                   addr: 127.0.0.1:{port}{tls}

                 """,
        };
        if (certificate is not null)
        {
            using var secret = certificate.GetECDsaPrivateKey()!;
            files["cert.pem"] = certificate.ExportCertificatePem();
            files["key.pem"] = secret.ExportPkcs8PrivateKeyPem();
        }

        return files;
    }
}
