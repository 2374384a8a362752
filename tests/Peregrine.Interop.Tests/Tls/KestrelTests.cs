using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Peregrine;

/// <summary>
/// Each failure of TLS on Kestrel, over both versions of HTTP, blocking and not; revocation by a list on loopback.
/// </summary>
public sealed class KestrelTests
{
    private static readonly X509Certificate2 Root = Recipe.Root();
    private static readonly X509Certificate2 Between =
        new Recipe { CommonName = "Between", Names = [], Addresses = [], IsAuthority = true, Issuer = Root }.Make();
    private static readonly Recipe Good = new() { Issuer = Root };
    private static readonly TlsOptions Trust = new() { Authorities = [Root] };

    private static readonly Dictionary<string, (
        Recipe Recipe, TlsOptions? Trust, SslProtocols Spoken, string Words)> Kinds = new()
        {
            ["expired"] = (Good with { Days = (-9, -1) }, Trust, SslProtocols.None, "expired on 20"),
            ["not yet valid"] = (Good with { Days = (1, 9) }, Trust, SslProtocols.None, "not valid before 20"),
            ["wrong host"] = (
                Good with { Names = ["elsewhere.test"], Addresses = [] },
                Trust,
                SslProtocols.None,
                "another host (elsewhere.test)"),
            ["self-signed"] = (Good with { Issuer = null }, Trust, SslProtocols.None, "self-signed"),
            ["untrusted"] = (Good, null, SslProtocols.None, "is not known"),
            ["missing intermediate"] =
                (Good with { Issuer = Between }, Trust, SslProtocols.None, "left out an intermediate"),
            ["pin"] = (Good, Trust with { Pins = [TlsOptions.PinOf(Between)] }, SslProtocols.None, "pinned keys"),
            ["protocol"] = (
                Good,
                Trust with { MinVersion = SslProtocols.Tls13 },
                SslProtocols.Tls12,
                "none of the versions of TLS"),
        };

    public static MatrixTheoryData<string, bool, bool> Refusals => new([.. Kinds.Keys], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_failure_says_what_was_wrong(string kind, bool blocking, bool http2)
    {
        var (recipe, trust, spoken, words) = Kinds[kind];
        await using var server = await Kestrel.StartAsync(
            https => (https.ServerCertificate, https.SslProtocols) = (recipe.Make(), spoken));

        var failure = await Assert.ThrowsAsync<ConnectException>(() => GetAsync(server, trust, blocking, http2));

        Assert.Equal((ConnectStage.Tls, false), (failure.Stage, failure.IsTransient));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_client_certificate_is_shown(bool blocking, bool http2)
    {
        await using var server = await Kestrel.StartAsync(Asking);
        var me = new Recipe { CommonName = "me", Names = [], Addresses = [], IsForClients = true }.Make();

        var answer = await GetAsync(server, Trust with { ClientCertificate = me }, blocking, http2);

        Assert.Equal(http2 ? "HTTP/2 CN=me" : "HTTP/1.1 CN=me", answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_goes_away_for_want_of_one_is_a_failure(bool blocking)
    {
        await using var server = await Kestrel.StartAsync(Asking);

        // Kestrel sends no alert: it closes the connection.
        await Assert.ThrowsAnyAsync<RequestException>(() => GetAsync(server, Trust, blocking, http2: false));
    }

    [Theory]
    [InlineData("good", null)]
    [InlineData("revoked", "the certificate was revoked")]
    [InlineData("unknown", "could not be found out")]
    [InlineData("not asked", null)]
    public async Task Revocation_is_looked_up_when_it_is_asked_for(string kind, string? words)
    {
        X509Certificate2? leaf = null;
        await using var server = await Kestrel.StartAsync(https => https.ServerCertificateSelector = (_, _) => leaf);
        leaf = (Good with { RevocationList = $"{server.BytesUrl}?{Guid.NewGuid():N}" }).Make();
        var list = new CertificateRevocationListBuilder();
        if (kind is "revoked" or "not asked")
        {
            list.AddEntry(leaf);
        }

        server.Bytes = kind == "unknown"
            ? []
            : list.Build(Root, 1, DateTimeOffset.UtcNow.AddDays(1), HashAlgorithmName.SHA256);
        var trust =
            Trust with { Revocation = kind == "not asked" ? X509RevocationMode.NoCheck : X509RevocationMode.Online };

        foreach (var blocking in new[] { false, true })
        {
            if (words is null)
            {
                Assert.Equal("HTTP/1.1 nobody", await GetAsync(server, trust, blocking, http2: false));
                continue;
            }

            var failure = await Assert.ThrowsAsync<ConnectException>(
                () => GetAsync(server, trust, blocking, http2: false));
            Assert.Equal(ConnectStage.Tls, failure.Stage);
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        }
    }

    private static void Asking(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificate = Good.Make();
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.AllowAnyClientCertificate();
    }

    private static async Task<string> GetAsync(Kestrel server, TlsOptions? trust, bool blocking, bool http2)
    {
        using var session = new HttpSession(
            new() { Tls = trust, Timeout = 5, Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11 });
        return blocking ? session.Get(server.Root).Text : (await session.GetAsync(server.Root)).Text;
    }
}
