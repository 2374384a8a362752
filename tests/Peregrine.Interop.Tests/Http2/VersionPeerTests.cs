using System.Net;

namespace Peregrine;

/// <summary>Servers that others wrote and that demand another version of HTTP than they were asked in.</summary>
[Trait("run", "long")]
public sealed class VersionPeerTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apache_gets_http11_where_it_asks_for_a_client_certificate_in_one_place()
    {
        await using var apache = await ApacheOnHttp2.StartAsync();
        using var session = new HttpSession(new() { BaseUrl = apache.Url, Tls = apache.Tls });
        Assert.Equal(HttpVersion.Version20, (await session.GetAsync("/open.txt", Test)).Version);

        var response = await session.GetAsync("/secure/", Test);

        Assert.Equal("secure", response.Text);
        Assert.Equal(HttpVersion.Version11, response.Version);
        Assert.Equal(
            [AttemptReason.Http11Required, AttemptReason.Final], response.Attempts.Select(attempt => attempt.Reason));
        var next = await session.GetAsync("/secure/", Test);
        Assert.Equal((HttpVersion.Version11, true), (next.Version, next.Attempts.Count < 2));
        Assert.Equal("secure", session.Get("/secure/").Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apache_refuses_in_a_second_handshake_who_has_no_client_certificate_and_the_failure_says_so(
        bool blocking)
    {
        await using var apache = await ApacheOnHttp2.StartAsync(isOld: true);
        using var session = new HttpSession(new() { BaseUrl = apache.Url, Tls = apache.NobodysTls });

        var failure = await Assert.ThrowsAsync<ConnectException>(
            async () => _ = blocking ? session.Get("/secure/") : await session.GetAsync("/secure/", Test));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
        Assert.Contains("client certificate", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apache_over_http2_alone_says_what_to_do(bool blocking)
    {
        await using var apache = await ApacheOnHttp2.StartAsync();
        using var session = new HttpSession(
            new() { BaseUrl = apache.Url, Tls = apache.Tls, Version = HttpVersion.Version20 });

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            async () => _ = blocking ? session.Get("/secure/") : await session.GetAsync("/secure/", Test));

        Assert.Contains("HTTP_1_1_REQUIRED", failure.Message, StringComparison.Ordinal);
        Assert.Contains("leave Version out", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kestrels_port_in_clear_says_what_to_do(bool blocking)
    {
        await using var kestrel = await Kestrel.StartAsync(https => https.ServerCertificate = new Recipe().Make());
        using var session = new HttpSession(
            new() { Version = HttpVersion.Version20, Retry = new RetryPolicy(3) { BackoffFactor = 0 } });

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            async () => _ = blocking ? session.Get(kestrel.BytesUrl) : await session.GetAsync(kestrel.BytesUrl, Test));

        Assert.Contains("HTTP_1_1_REQUIRED", failure.Message, StringComparison.Ordinal);
        Assert.Contains("leave Version out", failure.Message, StringComparison.Ordinal);
        Assert.Single(failure.Attempts);
    }

    [Theory]
    [InlineData("nghttpd", false)]
    [InlineData("nghttpd", true)]
    [InlineData("nginx", false)]
    public async Task A_port_that_speaks_only_http2_is_named(string name, bool blocking)
    {
        await using var daemon = name == "nginx"
            ? await Http2Daemon.NginxAsync(requests: 100, streams: 100)
            : await Http2Daemon.NghttpdAsync();
        using var session = new HttpSession(new() { BaseUrl = daemon.ClearUrl });

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            async () => _ = blocking ? session.Get("/hello.txt") : await session.GetAsync("/hello.txt", Test));

        Assert.Contains(
            "the server answers in HTTP/2 where HTTP/1 is spoken", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }
}
