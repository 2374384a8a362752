using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

[assembly: AssemblyFixture(typeof(Peregrine.RealProxies))]

namespace Peregrine;

/// <summary>
/// Debian's squid, tinyproxy, microsocks and dante, each started when a test first asks for it. The user is
/// <c>alice</c>, the password <c>open sesame</c>.
/// </summary>
public sealed class RealProxies : IAsyncDisposable
{
    internal const string User = "alice";
    internal const string Password = "open sesame";
    private const string Squid = "/usr/sbin/squid";
    // openssl passwd -apr1 -salt peregrin
    private const string Hashed = "alice:$apr1$peregrin$YBCJNqdYsIxBP2UcceogC1\n";
    private const string Basic = "auth_param basic program /usr/lib/squid/basic_ncsa_auth {0}/users\n"
        + "auth_param basic realm tests\nauth_param basic children 1";
    private const string Digest = "auth_param digest program /usr/lib/squid/digest_file_auth {0}/users\n"
        + "auth_param digest realm tests\nauth_param digest children 1";
    private readonly Dictionary<string, Lazy<Task<Daemon>>> _daemons;
    private readonly Dictionary<string, int> _ports;
    private readonly X509Certificate2 _certificate = Certificate();

    public RealProxies()
    {
        _daemons = new()
        {
            ["squid"] = new(() => SquidAsync("squid", "", "")),
            ["squid-basic"] = new(() => SquidAsync("squid-basic", Basic, Hashed)),
            ["squid-digest"] = new(() => SquidAsync("squid-digest", Digest, $"{User}:{Password}\n")),
            ["squid-tls"] = new(() => SquidAsync("squid-tls", Basic, Hashed)),
            ["tinyproxy"] = new(() => TinyproxyAsync("tinyproxy", "")),
            ["tinyproxy-basic"] = new(() => TinyproxyAsync("tinyproxy-basic", "BasicAuth alice opensesame\n")),
            ["microsocks"] = new(() => MicrosocksAsync("microsocks")),
            ["microsocks-password"] = new(() => MicrosocksAsync("microsocks-password", "-u", User, "-P", Password)),
            ["dante"] = new(DanteAsync),
            ["twisted"] = new(TwistedAsync),
        };
        _ports = _daemons.Keys.ToDictionary(name => name, _ => Daemon.FreePort(), StringComparer.Ordinal);
    }

    /// <summary>The authority of the proxy that speaks TLS.</summary>
    internal X509Certificate2Collection Authority => [X509CertificateLoader.LoadCertificate(_certificate.RawData)];

    /// <summary>
    /// The port of a proxy, which is started when it is not there. Skips the test where its package is not installed.
    /// </summary>
    internal async Task<int> PortAsync(string name)
    {
        switch (name.Split('-')[0])
        {
            case "squid":
                Peer.RequireFile(Squid, "squid-openssl");
                break;
            case "tinyproxy":
                Peer.Require("tinyproxy", "tinyproxy-bin");
                break;
            case "dante":
                Peer.Require("danted", "dante-server");
                break;
            case "twisted":
                Peer.Require("twistd3", "python3-twisted");
                break;
            default:
                Peer.Require("microsocks", "microsocks");
                break;
        }

        await _daemons[name].Value;
        return _ports[name];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in _daemons.Values.Where(one => one.IsValueCreated && one.Value.IsCompletedSuccessfully))
        {
            await (await daemon.Value).DisposeAsync();
        }

        _certificate.Dispose();
    }

    private Task<Daemon> SquidAsync(string name, string authentication, string users)
    {
        var port = _ports[name];
        var listen = name == "squid-tls"
            ? "https_port 127.0.0.1:{1} tls-cert={0}/proxy.pem"
            : "http_port 127.0.0.1:{1}";
        var access = authentication.Length == 0
            ? "http_access allow all"
            : "acl known proxy_auth REQUIRED\nhttp_access allow known\nhttp_access deny all";
        var text = $"""
            {listen}
            {authentication}
            {access}
            cache deny all
            access_log none
            cache_log stdio:/dev/stderr
            pid_filename none
            coredump_dir {0}
            netdb_filename none
            shutdown_lifetime 0 seconds
            visible_hostname proxy.test
            """;
        return Daemon.StartAsync(
            Squid,
            port,
            folder => ["-N", "-f", Path.Combine(folder, "squid.conf")],
            folder => new()
            {
                ["squid.conf"] = text.Replace("{0}", folder, StringComparison.Ordinal)
                    .Replace("{1}", $"{port}", StringComparison.Ordinal),
                ["users"] = users,
                ["proxy.pem"] = _certificate.ExportCertificatePem() + "\n"
                    + _certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n",
            });
    }

    private Task<Daemon> TinyproxyAsync(string name, string more) => Daemon.StartAsync(
        Peer.Require("tinyproxy", "tinyproxy-bin"),
        _ports[name],
        folder => ["-d", "-c", Path.Combine(folder, "tinyproxy.conf")],
        _ => new()
        {
            ["tinyproxy.conf"] =
                $"Port {_ports[name]}\nListen 127.0.0.1\nTimeout 60\nLogLevel Error\nMaxClients 100\n{more}",
        });

    private Task<Daemon> MicrosocksAsync(string name, params string[] more) =>
        Daemon.StartAsync(
            Peer.Require("microsocks", "microsocks"),
            _ports[name],
            _ => ["-i", "127.0.0.1", "-p", $"{_ports[name]}", .. more]);

    private Task<Daemon> DanteAsync() => Daemon.StartAsync(
        Peer.Require("danted", "dante-server"),
        _ports["dante"],
        folder => ["-f", Path.Combine(folder, "danted.conf"), "-p", Path.Combine(folder, "danted.pid")],
        _ => new()
        {
            ["danted.conf"] = $$"""
                logoutput: stderr
                internal: 127.0.0.1 port = {{_ports["dante"]}}
                external: lo
                clientmethod: none
                socksmethod: none
                client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
                socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 protocol: tcp }

                """,
        });

    // Dante takes the address that says "a name follows" (SOCKS 4a) for an address; Twisted's server knows it.
    private Task<Daemon> TwistedAsync() => Daemon.StartAsync(
        Peer.Require("twistd3", "python3-twisted"),
        _ports["twisted"],
        _ => ["--nodaemon", "--pidfile=", "socks", "-i", "127.0.0.1", "-p", $"{_ports["twisted"]}"]);

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=proxy.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }
}
