using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

[assembly: AssemblyFixture(typeof(Peregrine.ApacheDigest))]

namespace Peregrine;

/// <summary>
/// Debian's Apache with mod_auth_digest: alice, password <c>open sesame</c>, may read <c>/secret</c>.
/// </summary>
public sealed class ApacheDigest : IAsyncDisposable
{
    private const string Modules = "/usr/lib/apache2/modules";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-apache-");
    private readonly Lazy<Task<string>> _url;
    private Process? _process;

    public ApacheDigest() => _url = new(StartAsync);

    /// <summary>Where it answers: <c>http://127.0.0.1:PORT</c>. Skips the test where it is not installed.</summary>
    public Task<string> UrlAsync()
    {
        Peer.Require("apache2", "apache2");
        Peer.RequireFile(Modules + "/mod_auth_digest.so", "apache2");
        return _url.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task<string> StartAsync()
    {
        var port = FreePort();
        await WriteAsync("secret", "the treasure");
        await WriteAsync(
            "users",
            "alice:the cave:"
            + Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes("alice:the cave:open sesame"))) + "\n");
        await WriteAsync("conf", Configuration(port));
        if (!OperatingSystem.IsWindows())
        {
            // Its workers are somebody else when it is started by root.
            File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        _process = Process.Start(
            new ProcessStartInfo(Peer.Require("apache2", "apache2"), ["-f", At("conf"), "-DFOREGROUND"])
            {
                RedirectStandardError = true,
            })!;
        var complaints = _process.StandardError.ReadToEndAsync();
        await ListeningAsync(port, complaints);
        return $"http://127.0.0.1:{port}";
    }

    private async Task ListeningAsync(int port, Task<string> complaints)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException) when (!_process!.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException("Apache did not start: " + await complaints);
            }
        }
    }

    private string Configuration(int port) =>
        $"""
         ServerName localhost
         Listen 127.0.0.1:{port}
         PidFile {At("pid")}
         ErrorLog {At("log")}
         {Load("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_digest")}
         {(Environment.IsPrivilegedProcess ? "User www-data\nGroup www-data" : "")}
         StartServers 1
         ServerLimit 1
         DefaultRuntimeDir {_folder.FullName}
         DocumentRoot {_folder.FullName}
         <Location /secret>
           AuthType Digest
           AuthName "the cave"
           AuthDigestProvider file
           AuthUserFile {At("users")}
           AuthDigestNonceLifetime 300
           Require valid-user
         </Location>
         """;

    private static string Load(params string[] names) =>
        string.Join('\n', names.Select(name => $"LoadModule {name}_module {Modules}/mod_{name}.so"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(At(name), text);

    private string At(string name) => Path.Combine(_folder.FullName, name);
}
