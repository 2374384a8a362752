using System.Net.Security;

namespace Peregrine;

/// <summary>
/// A handshake that was cut is a connection that failed, like any other; a verdict on a certificate, or an alert, is
/// final.
/// </summary>
public sealed class CutHandshakeTests
{
    private const byte Handshake = 22;
    private const byte Alert = 21;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, bool> Cuts
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            foreach (var how in new[]
            {
                "fin at once", "rst at once", "fin after hello", "rst after hello", "half a record",
            })
            {
                rows.Add(how, "GET", false);
                rows.Add(how, "POST", false);
                rows.Add(how, "POST", true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task It_is_tried_again_whatever_the_method(string how, string method, bool blocking)
    {
        var cut = 0;
        await using var server = new RawServer(
            Relayed(connection => Interlocked.Increment(ref cut) <= 2 ? CutAsync(connection, how) : null));
        using var session = For(server, retries: 3);

        var response = await session.SendAsync(blocking, new HttpMethod(method), "/", null, Test);

        Assert.Equal("ok", response.Text);
        Assert.Equal(
            [AttemptReason.Retry, AttemptReason.Retry, AttemptReason.Final],
            response.Attempts.Select(attempt => attempt.Reason));
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Without_retries_it_says_that_it_is_transient(string how, string method, bool blocking)
    {
        await using var server = new RawServer(Relayed(connection => CutAsync(connection, how)));
        using var session = For(server);

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.SendAsync(blocking, new HttpMethod(method), "/", null, Test));

        Assert.True(failure.IsTransient);
        if (how != "rst at once") // Which may come before the socket counts as connected.
        {
            Assert.Equal(
                (ConnectStage.Tls, HttpRequestError.SecureConnectionError), (failure.Stage, failure.HttpRequestError));
        }

        Assert.Contains("cut", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    public static TheoryData<byte, bool> Alerts
    {
        get
        {
            var rows = new TheoryData<byte, bool>();
            foreach (var alert in new byte[] { 40, 70, 80, 112 })
            {
                rows.Add(alert, false);
                rows.Add(alert, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public async Task An_alert_is_final_though_the_connection_is_cut_after_it(byte alert, bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.SkipSomeAsync();
            await connection.SendAsync(new byte[] { Alert, 3, 3, 0, 2, 2, alert });
        });
        using var session = For(server, retries: 3);

        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, "/", Test));

        Assert.False(failure.IsTransient);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("plain", false)]
    [InlineData("plain", true)]
    [InlineData("certificate", false)]
    [InlineData("certificate", true)]
    public async Task A_verdict_of_ours_is_final(string what, bool blocking)
    {
        await using var server = what == "plain"
            ? new RawServer(async connection =>
            {
                await connection.SkipSomeAsync();
                await connection.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
            })
            : new RawServer(Scripts.Answer(), TestAuthority.Elsewhere);
        using var session = For(server, retries: 3);

        var failure = await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, "/", Test));

        Assert.False(failure.IsTransient);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_server_without_the_version_that_is_asked_for_is_final()
    {
        await using var server = new RawServer(
            Scripts.Answer(), TestAuthority.Loopback.Speaking(SslApplicationProtocol.Http11));
        using var session = Http2Sessions.For(
            server, options => options.Retry = new RetryPolicy(3) { BackoffFactor = 0 });

        Assert.False((await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("/", Test))).IsTransient);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Through_a_proxy_it_is_the_same(bool blocking)
    {
        var cut = 0;
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        await using var proxy = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            if (cut++ == 0)
            {
                await connection.SkipSomeAsync();
                connection.Reset();
                return;
            }

            await connection.RelayAsync(server.Port);
        });
        using var session = Sessions.For(
            server, options => (options.Proxy, options.Retry) = (proxy.Root, new RetryPolicy(1) { BackoffFactor = 0 }));

        Assert.Equal("ok", (await session.SendAsync(blocking, HttpMethod.Post, "/", null, Test)).Text);
    }

    private static HttpSession For(RawServer server, int retries = 0) => Sessions.For(server, options =>
        (options.BaseUrl, options.Retry) = (
            $"https://127.0.0.1:{server.Port}", new RetryPolicy(retries) { BackoffFactor = 0 }));

    // The handshake comes as bytes: what cuts it has the socket. Where nothing cuts it, a server of TLS answers.
    private static Func<RawConnection, Task> Relayed(Func<RawConnection, Task?> cut) => async connection =>
    {
        if (cut(connection) is { } work)
        {
            await work;
            return;
        }

        await using var real = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        await connection.RelayAsync(real.Port);
    };

    private static async Task CutAsync(RawConnection connection, string how)
    {
        if (how.Contains("after", StringComparison.Ordinal) || how == "half a record")
        {
            await connection.SkipSomeAsync();
        }

        if (how == "half a record")
        {
            await connection.SendAsync(new byte[] { Handshake, 3, 3, 0, 100, 2, 0, 0 });
        }

        if (how.StartsWith("rst", StringComparison.Ordinal))
        {
            connection.Reset();
        }
    }
}
