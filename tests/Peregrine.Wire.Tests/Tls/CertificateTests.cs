using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>Which certificates are refused, and in which words.</summary>
public sealed class CertificateTests
{
    private static readonly X509Certificate2 Root = Recipe.Root();
    private static readonly X509Certificate2 Other = Recipe.Root("Other Root");
    private static readonly X509Certificate2 Between = new Recipe
    {
        CommonName = "Between",
        Names = [],
        Addresses = [],
        IsAuthority = true,
        Issuer = Root,
        Days = (-40, 40),
    }
        .Make();
    private static readonly X509Certificate2 Late = new Recipe
    {
        CommonName = "Late",
        Names = [],
        Addresses = [],
        IsAuthority = true,
        Issuer = Root,
        Days = (-40, -1),
    }
        .Make();
    private static readonly X509Certificate2 Narrow = new Recipe
    {
        CommonName = "Narrow",
        Names = [],
        Addresses = [],
        IsAuthority = true,
        MostBelow = 0,
        Issuer = Root,
    }
        .Make();
    private static readonly X509Certificate2 TooMany =
        new Recipe { CommonName = "TooMany", Names = [], Addresses = [], IsAuthority = true, Issuer = Narrow }.Make();
    private static readonly X509Certificate2 NoAuthority = new Recipe { CommonName = "Nobody", Issuer = Root }.Make();
    private static readonly Recipe Good = new() { Issuer = Root };
    private static readonly TlsOptions Trust = new() { Authorities = [Root] };

    private static readonly Dictionary<string, (ServerTls Tls, TlsOptions? Trust, string Words)> Kinds = new()
    {
        ["expired"] = ((Good with { Days = (-9, -1) }).Serve(), Trust, "the certificate expired on 20"),
        ["not yet valid"] = ((Good with { Days = (1, 9) }).Serve(), Trust, "the certificate is not valid before 20"),
        ["for another host"] = (
            (Good with { Names = ["elsewhere.test"], Addresses = [] }).Serve(),
            Trust,
            "for another host (elsewhere.test)"),
        ["for another address"] = (
            (Good with { Names = [], Addresses = [IPAddress.Parse("127.0.0.9")] }).Serve(),
            Trust,
            "for another host (127.0.0.9)"),
        ["for an address in a name"] =
            ((Good with { Names = ["127.0.0.1"], Addresses = [] }).Serve(), Trust, "for another host"),
        ["for a star of addresses"] =
            ((Good with { Names = ["127.0.0.*", "*.0.0.1", "*"], Addresses = [] }).Serve(), Trust, "for another host"),
        ["for a common name"] =
            ((Good with { CommonName = "127.0.0.1", Names = [], Addresses = [] }).Serve(), Trust, "names no host"),
        ["self-signed"] = ((Good with { Issuer = null }).Serve(), Trust, "self-signed and not trusted"),
        ["self-signed, to the system"] = ((Good with { Issuer = null }).Serve(), null, "self-signed and not trusted"),
        ["of another authority"] = (
            (Good with { Issuer = Other }).Serve(),
            Trust,
            "'CN=Other Root', is not known: its authority is not trusted"),
        ["of no authority of the system's"] = (Good.Serve(), null, "'CN=Recipe Root', is not known"),
        ["of nobody's authority"] =
            (Good.Serve(), new TlsOptions { TrustSystem = false }, "'CN=Recipe Root', is not known"),
        ["without its intermediate"] =
            ((Good with { Issuer = Between }).Serve(), Trust, "the server left out an intermediate certificate"),
        ["with a late intermediate"] =
            ((Good with { Issuer = Late }).Serve(Late), Trust, "the authority 'CN=Late' expired on 20"),
        ["signed by no authority"] = ((Good with { Issuer = NoAuthority }).Serve(NoAuthority), Trust, "may not sign"),
        ["under too long a chain"] = ((Good with { Issuer = TooMany }).Serve(TooMany, Narrow), Trust, "may not sign"),
        ["for clients"] = ((Good with { IsForClients = true }).Serve(), Trust, "not meant for a server"),
        ["with another key"] =
            (Good.Serve(), Trust with { Pins = [TlsOptions.PinOf(Other)] }, "none of the pinned keys"),
        ["with everything wrong"] = (
            (Good with { Days = (-9, -1), Names = ["elsewhere.test"], Addresses = [] }).Serve(),
            Trust,
            "expired on 20"),
        ["with everything wrong, also"] = (
            (Good with { Days = (-9, -1), Names = ["elsewhere.test"], Addresses = [] }).Serve(),
            Trust,
            "; the certificate is for another host"),
    };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, bool, bool> Refusals => new([.. Kinds.Keys], [false, true], [false, true]);

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_certificate_that_is_not_good_is_refused_in_words_every_time(
        string kind, bool blocking, bool http2)
    {
        var (tls, trust, words) = Kinds[kind];
        await using var server = new RawServer(
            Scripts.Answer(), http2 ? tls.Speaking(SslApplicationProtocol.Http2) : tls);
        using var session = Sessions.For(server, options =>
        {
            options.Tls = trust;
            options.Version = http2 ? HttpVersion.Version20 : null;
        });

        for (var i = 0; i < 2; i++)
        {
            var failure = await Assert.ThrowsAsync<ConnectException>(
                () => session.GetAsync(blocking, "/x?token=secret", Test));

            Assert.Equal(ConnectStage.Tls, failure.Stage);
            Assert.Equal(HttpRequestError.SecureConnectionError, failure.HttpRequestError);
            Assert.False(failure.IsTransient);
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
            Assert.Contains($"no TLS with 127.0.0.1:{server.Port}", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chain_that_is_whole_is_trusted(bool blocking)
    {
        foreach (var tls in new[]
        {
            Good.Serve(),
            (Good with { Issuer = Between }).Serve(Between),
            (Good with { Issuer = Narrow }).Serve(Narrow, Between),
        })
        {
            await using var server = new RawServer(Scripts.Answer(), tls);
            using var session = Sessions.For(server, options => options.Tls = Trust);

            Assert.Equal("ok", (await session.GetAsync(blocking, "/", Test)).Text);
        }
    }

    [Fact]
    public async Task A_certificate_of_its_own_making_is_trusted_when_it_is_named()
    {
        var tls = (Good with { Issuer = null }).Serve();
        await using var server = new RawServer(Scripts.Answer(), tls);
        using var session = Sessions.For(server, options => options.Tls = new TlsOptions
        {
            Authorities = [X509CertificateLoader.LoadCertificate(tls.Certificate.RawData)],
        });

        Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);
    }

    [Theory]
    [InlineData("*.good.test", "x.good.test", true)]
    [InlineData("*.good.test", "X.good.test.", true)]
    [InlineData("*.good.test", "xn--bcher-kva.good.test", true)]
    [InlineData("xn--bcher-kva.good.test", "bücher.good.test", true)]
    [InlineData("a_b.good.test", "a_b.good.test", true)]
    [InlineData("GOOD.test", "good.test", true)]
    [InlineData("good.test", "good.test.", true)]
    [InlineData("*.good.test", "x.y.good.test", false)]
    [InlineData("*.good.test", "good.test", false)]
    [InlineData("*.test", "good.test", false)]
    [InlineData("*", "good", false)]
    [InlineData("g*.good.test", "good.good.test", false)]
    [InlineData("x.*.test", "x.good.test", false)]
    [InlineData("good.test.evil", "good.test", false)]
    [InlineData("ood.test", "good.test", false)]
    public async Task A_star_stands_for_one_label(string name, string host, bool isGood)
    {
        await using var server = new RawServer(
            Scripts.Answer(), (Good with { Names = [name], Addresses = [] }).Serve());
        using var session = Sessions.For(server, options => options.Tls = Trust with { ServerName = host });

        if (isGood)
        {
            Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);
        }
        else
        {
            var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("/", Test));
            Assert.Contains("for another host", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_header_Host_has_no_say_in_who_the_server_is(bool blocking)
    {
        await using var server = new RawServer(
            Scripts.Answer(), (Good with { Names = ["virtual.test"], Addresses = [] }).Serve());
        using var session = Sessions.For(server, options => options.Tls = Trust);

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.SendAsync(
                blocking,
                HttpMethod.Get,
                $"https://localhost:{server.Port}/",
                new() { Headers = { ["Host"] = "virtual.test" } },
                Test));

        Assert.Contains("another host (virtual.test)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_name_that_the_options_give_is_asked_for_and_checked(bool blocking)
    {
        await using var server = new RawServer(
            Scripts.Answer(), (Good with { Names = ["internal.test"], Addresses = [] }).Serve());
        using var session = Sessions.For(server, options => options.Tls = Trust with { ServerName = "Internal.TEST." });

        var response = await session.GetAsync(blocking, "/", Test);

        Assert.Equal("ok", response.Text);
        Assert.Equal("internal.test", (await server.Accepted.NextAsync()).ServerName);
        Assert.Equal($"127.0.0.1:{server.Port}", server.Requests[0].Field("Host"));
    }

    [Fact]
    public async Task An_address_is_never_sent_as_a_name()
    {
        await using var server = new RawServer(Scripts.Answer(), Good.Serve());
        using var session = Sessions.For(server, options => options.Tls = Trust);

        await session.GetAsync("/", Test);
        await session.GetAsync($"https://localhost:{server.Port}/", Test);

        Assert.Equal(
            ["", "localhost"],
            [
                (await server.Accepted.NextAsync()).ServerName ?? "",
                (await server.Accepted.NextAsync()).ServerName ?? "",
            ]);
    }
}
