using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>Handshakes that fail by other things than a certificate, and pins: in words.</summary>
public sealed class HandshakeTests
{
    private static readonly X509Certificate2 Root = Recipe.Root();
    private static readonly X509Certificate2 Between =
        new Recipe { CommonName = "Between", Names = [], Addresses = [], IsAuthority = true, Issuer = Root }.Make();
    private static readonly TlsOptions Trust = new() { Authorities = [Root] };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "plain HTTP", false)]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "plain HTTP", true)]
    [InlineData("220 mail.test ESMTP\r\n", "not TLS", false)]
    [InlineData("220 mail.test ESMTP\r\n", "not TLS", true)]
    [InlineData("H", "not TLS", false)]
    [InlineData("", "cut the handshake off", false)]
    [InlineData("", "cut the handshake off", true)]
    [InlineData("\u0016\u0003\u0003", "cut the handshake off", false)]
    public async Task A_server_that_speaks_no_TLS_is_found_out(string answer, string words, bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.SkipSomeAsync();
            await connection.SendAsync(answer);
        });
        using var session = new HttpSession();

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"https://127.0.0.1:{server.Port}/", Test));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, SslProtocols.Tls13, true)]
    [InlineData(SslProtocols.Tls12, SslProtocols.Tls13, false)]
    public async Task A_version_below_the_lowest_is_not_spoken(SslProtocols spoken, SslProtocols lowest, bool isGood)
    {
        await using var server = new RawServer(
            Scripts.Answer(),
            new ServerTls(new Recipe { Issuer = Root }.Make()).With(options => options.EnabledSslProtocols = spoken));
        using var session = Sessions.For(server, options => options.Tls = Trust with { MinVersion = lowest });

        foreach (var blocking in new[] { false, true })
        {
            if (isGood)
            {
                Assert.Equal("ok", (await session.GetAsync(blocking, "/", Test)).Text);
                continue;
            }

            var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, "/", Test));
            Assert.Equal(ConnectStage.Tls, failure.Stage);
            Assert.Contains("none of the versions of TLS that are allowed", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_of_HTTP_2_alone_is_not_asked_in_the_other_version(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.LoopbackHttp2);
        using var session = Sessions.For(server, options => options.Version = System.Net.HttpVersion.Version11);

        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, "/", Test));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
        Assert.Contains("none of the versions of HTTP that were offered", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pin_of_any_key_of_the_chain_is_met_and_a_spare_one_does_no_harm(bool blocking)
    {
        var tls = new Recipe { Issuer = Between }.Serve(Between);
        var spare = TlsOptions.PinOf(Recipe.Root());
        await using var server = new RawServer(Scripts.Answer(), tls);

        foreach (var pinned in new[] { tls.Certificate, Between, Root })
        {
            using var session = Sessions.For(
                server, options => options.Tls = Trust with { Pins = [spare, TlsOptions.PinOf(pinned)] });
            Assert.Equal("ok", (await session.GetAsync(blocking, "/", Test)).Text);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_that_is_merely_sent_along_meets_no_pin(bool blocking)
    {
        // CVE-2016-2402: what counts is the chain that was verified. Here the pinned authority is sent, but has signed
        // nothing.
        var innocent =
            new Recipe { CommonName = "Between", Names = [], Addresses = [], IsAuthority = true, Issuer = Root }.Make();
        await using var server = new RawServer(
            Scripts.Answer(), new Recipe { Issuer = Between }.Serve(Between, innocent));
        using var session = Sessions.For(
            server, options => options.Tls = Trust with { Pins = [TlsOptions.PinOf(innocent)] });

        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, "/", Test));

        Assert.Contains("none of the pinned keys", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_any_other_check_a_pin_holds_on_the_key_of_the_server_alone(bool blocking)
    {
        var tls = new Recipe { Issuer = Between }.Serve(Between);
        await using var server = new RawServer(Scripts.Answer(), tls);
        using var right = Sessions.For(
            server, options => options.Tls = TlsOptions.Insecure with { Pins = [TlsOptions.PinOf(tls.Certificate)] });
        using var wrong = Sessions.For(
            server, options => options.Tls = TlsOptions.Insecure with { Pins = [TlsOptions.PinOf(Between)] });

        Assert.Equal("ok", (await right.GetAsync(blocking, "/", Test)).Text);
        var failure = await Assert.ThrowsAsync<ConnectException>(() => wrong.GetAsync(blocking, "/", Test));
        Assert.Contains("none of the pinned keys", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Options_that_differ_in_anything_share_no_connection(bool blocking)
    {
        var tls = new Recipe { Issuer = Root }.Serve();
        await using var server = new RawServer(Scripts.Answer(), tls);
        using var session = Sessions.For(server, options => options.Tls = Trust);
        TlsOptions[] all =
        [
            Trust, Trust with { TrustSystem = false },
            Trust with { MinVersion = SslProtocols.Tls13 }, Trust with { ServerName = "localhost" },
            Trust with { Pins = [TlsOptions.PinOf(Root)] },
            Trust with { Authorities = [Root, Between] }, TlsOptions.Insecure,
        ];

        foreach (var one in all.Concat(all))
        {
            await session.SendAsync(blocking, HttpMethod.Get, "/", new() { Tls = one }, Test);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7], server.Requests.Select(request => request.Connection));
    }
}
