using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// openssl's own server: client certificates that it refuses, chains that it floods us with, the log of keys.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed class OpenSslTests
{
    private static readonly X509Certificate2 Root = Recipe.Root();
    private static readonly TlsOptions Trust = new() { Authorities = [Root] };

    [Theory]
    [InlineData("-tls1_3", false)]
    [InlineData("-tls1_3", true)]
    [InlineData("-tls1_2", false)]
    [InlineData("-tls1_2", true)]
    public async Task A_server_that_demands_a_certificate_says_so(string version, bool blocking)
    {
        var (server, root) = await StartAsync([], version, "-Verify", "1", "-verify_return_error");
        await using var running = server;
        var stranger = new Recipe { CommonName = "stranger", Names = [], Addresses = [], IsForClients = true }.Make();

        var without = await Assert.ThrowsAsync<ConnectException>(() => GetAsync(root, Trust, blocking));
        var refused = await Assert.ThrowsAsync<ConnectException>(
            () => GetAsync(root, Trust with { ClientCertificate = stranger }, blocking));

        Assert.Equal((ConnectStage.Tls, ConnectStage.Tls), (without.Stage, refused.Stage));
        Assert.Contains("demands a client certificate", without.Message, StringComparison.Ordinal);
        Assert.Contains("does not accept the client certificate", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(40, true)]
    [InlineData(250, false)]
    [InlineData(1000, false)]
    public async Task A_flood_of_certificates_ends_soon(int count, bool blocking)
    {
        // Each of them could have signed each other: who tries every way through never ends (CVE-2018-16875).
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var crowd = Enumerable.Range(0, count).Select(
            _ => new Recipe { CommonName = "Crowd", Names = [], Addresses = [], IsAuthority = true, Key = key }.Make())
            .ToArray();
        var (server, root) = await StartAsync(crowd);
        await using var running = server;

        var failure = await Assert.ThrowsAsync<ConnectException>(() => GetAsync(root, Trust, blocking));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
        Assert.InRange(failure.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Keys_are_logged_where_the_program_asks_for_it_and_nowhere_else()
    {
        var (server, root) = await StartAsync([]);
        await using var running = server;
        var folder = Directory.CreateTempSubdirectory("peregrine-keys-");
        var program = BuiltProgram.At("Peregrine.Cli");
        var asking = Path.Combine(folder.FullName, "asking.json");
        var config = await File.ReadAllTextAsync(Path.ChangeExtension(program, ".runtimeconfig.json"));
        await File.WriteAllTextAsync(asking, config.Replace(
            "\"configProperties\": {",
            "\"configProperties\": { \"System.Net.EnableSslKeyLogging\": true,", StringComparison.Ordinal));

        foreach (var settings in new[] { Path.ChangeExtension(program, ".runtimeconfig.json"), asking })
        {
            var log = Path.Combine(folder.FullName, "keys");
            var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", settings, program, "GET", root])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            start.Environment["SSLKEYLOGFILE"] = log;
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.Contains("TLS", output, StringComparison.Ordinal);
            Assert.Equal(
                settings == asking,
                File.Exists(log)
                    && (await File.ReadAllTextAsync(log))
                        .Contains("CLIENT_HANDSHAKE_TRAFFIC_SECRET", StringComparison.Ordinal));
        }

        folder.Delete(recursive: true);
    }

    private static async Task<(Daemon Server, string Root)> StartAsync(X509Certificate2[] crowd, params string[] more)
    {
        var openssl = Peer.Require("openssl", "openssl");
        var leaf = new Recipe { Issuer = crowd.Length > 0 ? crowd[0] : Root }.Make();
        var port = Daemon.FreePort();
        var server = await Daemon.StartAsync(
            openssl,
            port,
            _ =>
            [
                "s_server",
                "-accept",
                $"127.0.0.1:{port}",
                "-cert",
                "leaf.pem",
                "-key",
                "key.pem",
                "-cert_chain",
                "chain.pem",
                "-www",
                .. more,
            ],
            _ => new()
            {
                ["leaf.pem"] = leaf.ExportCertificatePem() + "\n",
                ["key.pem"] = leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n",
                ["chain.pem"] =
                    string.Join('\n', (crowd.Length > 0 ? crowd : [Root]).Select(one => one.ExportCertificatePem()))
                    + "\n",
            });
        return (server, $"https://127.0.0.1:{port}/");
    }

    private static async Task<string> GetAsync(string root, TlsOptions trust, bool blocking)
    {
        using var session = new HttpSession(new() { Tls = trust, Timeout = 10 });
        return blocking ? session.Get(root).Text : (await session.GetAsync(root)).Text;
    }
}
