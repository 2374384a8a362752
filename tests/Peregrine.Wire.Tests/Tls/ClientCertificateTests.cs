using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>A client certificate is offered to the origin that it belongs to, and to no other.</summary>
public sealed class ClientCertificateTests
{
    private static readonly X509Certificate2 Root = Recipe.Root();
    private static readonly TlsOptions Trust = new() { Authorities = [Root] };
    private static readonly TlsOptions Identified = Trust with { ClientCertificate = Identities.Make("me") };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task It_is_shown_to_the_server_that_asks(bool blocking, bool http2)
    {
        var seen = new Identities();
        await using var server = Server(seen, http2);
        using var session = Sessions.For(server, options =>
        {
            options.Tls = Identified;
            options.Version = http2 ? HttpVersion.Version20 : null;
        });

        await session.GetAsync(blocking, "/1", Test);
        await session.GetAsync(blocking, "/2", Test);

        Assert.Equal(["CN=me"], seen.Subjects);
    }

    [Fact]
    public async Task It_is_read_from_every_kind_of_file()
    {
        var folder = Directory.CreateTempSubdirectory("peregrine-tls-");
        string At(string name) => Path.Combine(folder.FullName, name);
        using var made = Identities.Make("filed");
        using var key = made.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(At("cert.pem"), made.ExportCertificatePem(), Test);
        await File.WriteAllTextAsync(At("key.pem"), key.ExportPkcs8PrivateKeyPem(), Test);
        await File.WriteAllTextAsync(At("locked.pem"), key.ExportEncryptedPkcs8PrivateKeyPem(
            "pass", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)), Test);
        await File.WriteAllBytesAsync(At("both.pfx"), made.Export(X509ContentType.Pfx, "pass"), Test);
        X509Certificate2[] read =
        [
            X509Certificate2.CreateFromPemFile(At("cert.pem"), At("key.pem")),
            X509Certificate2.CreateFromEncryptedPemFile(At("cert.pem"), "pass", At("locked.pem")),
            X509CertificateLoader.LoadPkcs12FromFile(At("both.pfx"), "pass"),
        ];
        folder.Delete(recursive: true);
        var seen = new Identities();
        await using var server = Server(seen);

        foreach (var certificate in read)
        {
            using var session = Sessions.For(
                server, options => options.Tls = Trust with { ClientCertificate = certificate });
            await session.GetAsync("/", Test);
        }

        Assert.Equal(["CN=filed", "CN=filed", "CN=filed"], seen.Subjects);
    }

    [Fact]
    public async Task What_is_between_it_and_its_root_is_sent_along()
    {
        var between =
            new Recipe { CommonName = "Between", Names = [], Addresses = [], IsAuthority = true, Issuer = Root }.Make();
        var mine = Identities.Make("me", between);
        var seen = new Identities();
        await using var server = Server(seen);
        using var session = Sessions.For(
            server,
            options => options.Tls = Trust with { ClientCertificate = mine, ClientCertificateChain = [between] });

        await session.GetAsync("/", Test);
        await session.SendAsync(
            false, HttpMethod.Get, "/", new() { Tls = Trust with { ClientCertificate = mine } }, Test);

        Assert.Equal([1, 0], seen.Lengths);
    }

    [Theory]
    [InlineData(false, "call")]
    [InlineData(true, "call")]
    [InlineData(false, "session")]
    [InlineData(true, "session")]
    [InlineData(false, "session with a base")]
    [InlineData(true, "session with a base")]
    public async Task A_redirect_does_not_take_it_to_another_origin_nor_back(bool blocking, string place)
    {
        var (first, second) = (new Identities(), new Identities());
        var back = "";
        await using var other = Server(
            second, script: async connection => await Scripts.Answer(Redirect(back))(connection));
        await using var server = Server(first, script: async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(
                    request.Target == "/back" ? Scripts.Ok : Redirect($"https://localhost:{other.Port}/there"));
            }
        });
        back = $"{server.Root}/back";
        using var session = new HttpSession(new()
        {
            BaseUrl = place == "session with a base" ? (Url)server.Root : null,
            Tls = place == "call" ? Trust : Identified,
            Timeout = 5,
        });

        var response = await session.SendAsync(
            blocking, HttpMethod.Get, $"{server.Root}/x", place == "call" ? new() { Tls = Identified } : null, Test);

        Assert.Equal("ok", response.Text);
        Assert.Equal([""], second.Subjects);
        Assert.Equal(["CN=me", ""], first.Subjects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_with_a_base_shows_it_there_alone(bool blocking)
    {
        var (first, second) = (new Identities(), new Identities());
        await using var server = Server(first);
        await using var other = Server(second);
        using var session = Sessions.For(server, options => options.Tls = Identified);

        await session.GetAsync(blocking, "/", Test);
        await session.GetAsync(blocking, $"{other.Root}/", Test);
        await session.WarmAsync($"{other.Root}/", Test);

        Assert.Equal(["CN=me"], first.Subjects);
        Assert.Equal([""], second.Subjects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task That_of_a_mount_is_shown_to_its_origins_however_they_are_reached(bool blocking)
    {
        var (first, second) = (new Identities(), new Identities());
        await using var other = Server(second);
        await using var server = Server(first, script: Scripts.Answer(Redirect($"{other.Root}/there")));
        using var session = new HttpSession(new()
        {
            Tls = Trust,
            Timeout = 5,
            Mounts = { [other.Root] = new() { Tls = Identified } },
        });

        await session.GetAsync(blocking, $"{server.Root}/", Test);

        Assert.Equal([""], first.Subjects);
        Assert.Equal(["CN=me"], second.Subjects);
    }

    [Fact]
    public async Task A_connection_that_is_opened_ahead_has_it_too()
    {
        var seen = new Identities();
        await using var server = Server(seen);
        using var session = Sessions.For(
            server, options => options.Mounts = new Mounts { [server.Root] = new() { Tls = Identified } });

        await session.WarmAsync("/", Test);
        await session.GetAsync("/", Test);

        Assert.Equal(["CN=me"], seen.Subjects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_with_it_and_without_share_no_connection(bool blocking)
    {
        var seen = new Identities();
        await using var server = Server(seen);
        using var session = Sessions.For(server, options => options.Tls = Trust);

        foreach (var tls in new[] { Identified, null, Trust with { ClientCertificate = Identified.ClientCertificate } })
        {
            await session.SendAsync(blocking, HttpMethod.Get, "/", new() { Tls = tls }, Test);
        }

        Assert.Equal(["CN=me", ""], seen.Subjects);
        Assert.Equal([1, 2, 1], server.Requests.Select(request => request.Connection));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_expected_name_stays_with_its_origin_too(bool blocking)
    {
        await using var other = new RawServer(Scripts.Answer(), new Recipe { Issuer = Root }.Serve());
        await using var server = new RawServer(
            Scripts.Answer(Redirect($"https://localhost:{other.Port}/")),
            new Recipe { Issuer = Root, Names = ["internal.test"], Addresses = [] }.Serve());
        using var session = Sessions.For(server, options => options.Tls = Trust with { ServerName = "internal.test" });

        Assert.Equal("ok", (await session.GetAsync(blocking, "/", Test)).Text);
        Assert.Equal("localhost", (await other.Accepted.NextAsync()).ServerName);
    }

    private static string Redirect(string to) => $"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n";

    private static RawServer Server(Identities seen, bool http2 = false, Func<RawConnection, Task>? script = null)
    {
        var tls = new ServerTls(new Recipe { Issuer = Root }.Make()).With(seen.Ask);
        return http2
            ? new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), tls.Speaking(SslApplicationProtocol.Http2))
            : new RawServer(script ?? Scripts.Answer(), tls);
    }
}
