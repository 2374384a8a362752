using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// Debian's Apache, which speaks HTTP/2 and HTTP/1.1 and demands a client certificate for <c>/secure</c> alone.
/// </summary>
internal sealed class ApacheOnHttp2 : IAsyncDisposable
{
    private const string Modules = "/usr/lib/apache2/modules";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-apache-h2-");
    private readonly X509Certificate2 _authority;
    private readonly int _port;
    private readonly X509Certificate2 _client;
    private readonly bool _isOld;
    private Process? _process;

    private ApacheOnHttp2(bool isOld)
    {
        _isOld = isOld;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _authority = Recipe.Root();
        using var server = new Recipe { Issuer = _authority }.Make();
        _client =
            new Recipe { CommonName = "client", Names = [], Addresses = [], IsForClients = true, Issuer = _authority }
                .Make();
        Write("authority.pem", _authority.ExportCertificatePem());
        Write("cert.pem", server.ExportCertificatePem());
        Write("key.pem", server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Directory.CreateDirectory(At("www/secure"));
        Write("www/secure/index.html", "secure");
        Write("www/open.txt", "open");
        Write("conf", Configuration());
    }

    internal string Url => $"https://localhost:{_port}";

    internal TlsOptions Tls => new()
    {
        Authorities = [X509CertificateLoader.LoadCertificate(_authority.RawData)],
        ClientCertificate = _client,
    };

    /// <summary>Without a client certificate.</summary>
    internal TlsOptions NobodysTls =>
        new() { Authorities = [X509CertificateLoader.LoadCertificate(_authority.RawData)] };

    /// <param name="isOld">Whether it speaks HTTP/1.1 and TLS 1.2 alone: then it asks for the certificate in a second
    /// handshake.</param>
    internal static async Task<ApacheOnHttp2> StartAsync(bool isOld = false)
    {
        var program = Peer.Require("apache2", "apache2");
        Peer.RequireFile(Modules + "/mod_http2.so", "apache2");
        var apache = new ApacheOnHttp2(isOld);
        apache.Share();
        apache._process = Process.Start(
            new ProcessStartInfo(program, ["-f", apache.At("conf"), "-DFOREGROUND"]) { RedirectStandardError = true })!;
        await apache.ListeningAsync();
        return apache;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        _authority.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Configuration() =>
        $"""
         ServerName localhost
         Listen 127.0.0.1:{_port}
         PidFile {At("pid")}
         ErrorLog {At("log")}
         {Load("mpm_event", "authn_core", "authz_core", "dir", "mime", "socache_shmcb", "ssl", "http2")}
         {(Environment.IsPrivilegedProcess ? "User www-data\nGroup www-data" : "")}
         StartServers 1
         ServerLimit 1
         DefaultRuntimeDir {_folder.FullName}
         TypesConfig /dev/null
         DocumentRoot {At("www")}
         SSLSessionCache shmcb:{At("sessions")}(512000)
         Protocols {(_isOld ? "http/1.1\nSSLProtocol TLSv1.2" : "h2 http/1.1")}
         SSLEngine on
         SSLCertificateFile {At("cert.pem")}
         SSLCertificateKeyFile {At("key.pem")}
         SSLCACertificateFile {At("authority.pem")}
         <Location /secure>
           SSLVerifyClient require
           SSLVerifyDepth 1
         </Location>
         """;

    private static string Load(params string[] names) =>
        string.Join('\n', names.Select(name => $"LoadModule {name}_module {Modules}/mod_{name}.so"));

    // Its workers are somebody else when it is started by root.
    private void Share()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                _folder.FullName,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                    | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }

    private async Task ListeningAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, _port, patience.Token);
                return;
            }
            catch (SocketException) when (!_process!.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException(
                    "Apache did not start: " + await _process!.StandardError.ReadToEndAsync(CancellationToken.None));
            }
        }
    }

    private void Write(string path, string text) => File.WriteAllText(At(path), text);

    private string At(string path) => Path.Combine(_folder.FullName, path);
}
