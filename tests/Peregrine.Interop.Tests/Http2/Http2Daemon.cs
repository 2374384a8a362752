using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// A real server of HTTP/2 on free ports of the loopback interface, with a folder of its own and a certificate made for
/// it.
/// </summary>
internal sealed class Http2Daemon : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-h2-");
    private readonly List<Process> _processes = [];
    private readonly X509Certificate2 _certificate;

    private Http2Daemon()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        _certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        Write("cert.pem", _certificate.ExportCertificatePem());
        Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        Directory.CreateDirectory(At("www"));
        Write("www/hello.txt", "hello");
        File.WriteAllBytes(At("www/large.bin"), Large);
        ClearPort = FreePort();
        TlsPort = FreePort();
    }

    internal static byte[] Large { get; } = MakeLarge();

    internal int ClearPort { get; }

    internal int TlsPort { get; }

    internal string ClearUrl => $"http://127.0.0.1:{ClearPort}";

    internal string TlsUrl => $"https://localhost:{TlsPort}";

    internal TlsOptions Trust => new() { Authorities = [X509CertificateLoader.LoadCertificate(_certificate.RawData)] };

    /// <summary>nghttpd: one process in clear, one under TLS.</summary>
    internal static async Task<Http2Daemon> NghttpdAsync()
    {
        var program = Peer.Require("nghttpd", "nghttp2-server");
        var daemon = new Http2Daemon();
        daemon.Start(
            program, "--no-tls", "--trailer", "x-trailer: 1", "-a", "127.0.0.1",
            "-d", daemon.At("www"), "--echo-upload", $"{daemon.ClearPort}");
        daemon.Start(
            program, "--trailer", "x-trailer: 1", "-a", "127.0.0.1", "-d", daemon.At("www"),
            "--echo-upload", $"{daemon.TlsPort}", daemon.At("key.pem"), daemon.At("cert.pem"));
        await daemon.ListeningAsync();
        return daemon;
    }

    /// <summary>nginx, which goes away after so many requests and takes so many at a time.</summary>
    internal static async Task<Http2Daemon> NginxAsync(int requests, int streams)
    {
        var program = Peer.Require("nginx", "nginx");
        var daemon = new Http2Daemon();
        daemon.Write("nginx.conf", $$"""
            daemon off;
            master_process off;
            pid {{daemon.At("nginx.pid")}};
            error_log stderr crit;
            events { worker_connections 512; }
            http {
              access_log off;
              client_body_temp_path {{daemon.At("body")}};
              proxy_temp_path {{daemon.At("proxy")}};
              fastcgi_temp_path {{daemon.At("fastcgi")}};
              uwsgi_temp_path {{daemon.At("uwsgi")}};
              scgi_temp_path {{daemon.At("scgi")}};
              keepalive_requests {{requests}};
              http2_max_concurrent_streams {{streams}};
              root {{daemon.At("www")}};
              server { listen 127.0.0.1:{{daemon.ClearPort}} http2; }
              server {
                listen 127.0.0.1:{{daemon.TlsPort}} ssl http2;
                ssl_certificate {{daemon.At("cert.pem")}};
                ssl_certificate_key {{daemon.At("key.pem")}};
              }
            }
            """);
        daemon.Start(program, "-p", daemon._folder.FullName, "-e", "stderr", "-c", daemon.At("nginx.conf"));
        await daemon.ListeningAsync();
        return daemon;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private static byte[] MakeLarge()
    {
        var bytes = new byte[3_000_000];
        new Random(2).NextBytes(bytes);
        return bytes;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private void Write(string path, string text) => File.WriteAllText(At(path), text);

    private void Start(string program, params string[] arguments) =>
        _processes.Add(
            Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName })!);

    private async Task ListeningAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var port in new[] { ClearPort, TlsPort })
        {
            while (!await IsListeningAsync(port, patience.Token))
            {
                Assert.DoesNotContain(_processes, process => process.HasExited);
                await Task.Delay(30, patience.Token);
            }
        }
    }

    private static async Task<bool> IsListeningAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
