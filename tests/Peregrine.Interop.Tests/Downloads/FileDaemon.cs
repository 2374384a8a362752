namespace Peregrine;

/// <summary>
/// A real server of the files of a folder: nginx, Apache, or Twisted, which has no entity tags and knows no
/// <c>If-Range</c>.
/// </summary>
internal sealed class FileDaemon : IAsyncDisposable
{
    private const string Modules = "/usr/lib/apache2/modules";
    private readonly DirectoryInfo _folder;
    private readonly Daemon _daemon;

    private FileDaemon(DirectoryInfo folder, Daemon daemon, int port) =>
        (_folder, _daemon, Port) = (folder, daemon, port);

    internal int Port { get; }

    internal static async Task<FileDaemon> StartAsync(string name)
    {
        var command = name switch
        {
            "nginx" => Peer.Require("nginx", "nginx"),
            "apache" => Peer.Require("apache2", "apache2"),
            _ => Peer.Require("twistd3", "python3-twisted"),
        };
        var folder = Directory.CreateTempSubdirectory("peregrine-files-");
        if (!OperatingSystem.IsWindows())
        {
            // Workers may be somebody else when it is started by root.
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        }

        var port = Daemon.FreePort();
        var listen = $"tcp:{port}:interface=127.0.0.1";
        try
        {
            var daemon = await (name switch
            {
                "nginx" => Daemon.StartAsync(
                    command, port, at => ["-e", "stderr", "-p", at, "-c", Path.Combine(at, "conf")],
                    _ => new() { ["conf"] = Nginx(port, folder.FullName) }),
                "apache" => Daemon.StartAsync(
                    command, port, at => ["-f", Path.Combine(at, "conf"), "-DFOREGROUND"],
                    at => new() { ["conf"] = Apache(port, folder.FullName, at) }),
                _ => Daemon.StartAsync(
                    command, port,
                    _ => ["--nodaemon", "--pidfile=", "web", "--path", folder.FullName, "--listen", listen]),
            });
            return new FileDaemon(folder, daemon, port);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Writes a file, at once for those who read it, with a time that it was written at.</summary>
    internal void Write(string name, byte[] bytes, TimeSpan age)
    {
        var (draft, path) = (Path.Combine(_folder.FullName, ".draft"), Path.Combine(_folder.FullName, name));
        File.WriteAllBytes(draft, bytes);
        File.SetLastWriteTimeUtc(draft, TimeProvider.System.GetUtcNow().UtcDateTime - age);
        File.Move(draft, path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Nginx(int port, string files) =>
        $$"""
          daemon off;
          master_process off;
          pid nginx.pid;
          events { worker_connections 64; }
          http {
            access_log off;
            client_body_temp_path body; proxy_temp_path proxy;
            fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
            server { listen 127.0.0.1:{{port}}; root {{files}}; }
          }
          """;

    private static string Apache(int port, string files, string at) =>
        $"""
         ServerName localhost
         Listen 127.0.0.1:{port}
         PidFile {at}/pid
         ErrorLog {at}/log
         LoadModule mpm_event_module {Modules}/mod_mpm_event.so
         LoadModule authz_core_module {Modules}/mod_authz_core.so
         LoadModule mime_module {Modules}/mod_mime.so
         {(Environment.IsPrivilegedProcess ? "User www-data\nGroup www-data" : "")}
         StartServers 1
         ServerLimit 1
         DefaultRuntimeDir {at}
         TypesConfig /dev/null
         AddEncoding x-gzip .gz
         DocumentRoot {files}
         """;
}
