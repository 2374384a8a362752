namespace Peregrine;

[Collection(nameof(Alone))]
public sealed class PhaseTests
{
    private static readonly byte[] Large = new byte[64 * 1024 * 1024];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Waiting_for_a_connection_ends_at_the_pool_limit(bool blocking)
    {
        await using var server = new RawServer(Scripts.Stall);
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });

        await Limit.IsCancelledAsync(
            token => session.GetAsync("/held", token),
            () => Limit.IsPassedAsync(TimeoutPhase.Pool, $"GET {server.Root}/waits", () =>
                session.SendAsync(
                    blocking,
                    HttpMethod.Get,
                    "/waits?token=secret",
                    new() { Timeout = new Timeouts { Pool = Limit.Short } },
                    Test)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_port_that_takes_no_connection_ends_at_the_connect_limit(bool blocking)
    {
        using var port = new FullBacklog();
        using var session = new HttpSession(
            new() { BaseUrl = port.Root, Timeout = new Timeouts { Connect = Limit.Short } });

        await Limit.IsPassedAsync(
            TimeoutPhase.Connect, $"GET {port.Root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handshake_that_is_not_answered_ends_at_the_connect_limit(bool blocking)
    {
        await using var server = new RawServer(Scripts.Stall);
        var root = $"https://127.0.0.1:{server.Port}";
        using var session = new HttpSession(new() { BaseUrl = root, Timeout = new Timeouts { Connect = Limit.Short } });

        await Limit.IsPassedAsync(
            TimeoutPhase.Connect, $"GET {root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task An_upload_that_nobody_reads_ends_at_the_send_limit(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            Scripts.Stall, tls ? TestAuthority.Loopback : null, receiveBuffer: 32 * 1024);
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Send = Limit.Short });

        // The system may take a little more in the middle of the first wait, and then there is a second one.
        await Limit.IsPassedAsync(
            TimeoutPhase.Send,
            $"PUT {server.Root}/x",
            () => session.SendAsync(
                blocking, HttpMethod.Put, "/x?token=secret", new() { Body = Body.Bytes(Large) }, Test),
            waits: blocking && tls ? 2 : 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_streamed_upload_that_nobody_reads_ends_at_the_send_limit(bool blocking)
    {
        await using var server = new RawServer(Scripts.Stall);
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Send = Limit.Short });
        using var stream = new EndlessStream();

        await Limit.IsPassedAsync(TimeoutPhase.Send, $"POST {server.Root}/x", () =>
            session.SendAsync(
                blocking, HttpMethod.Post, "/x?token=secret", new() { Body = Body.Stream(stream) }, Test));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_request_without_an_answer_ends_at_the_read_limit(bool blocking, bool tls)
    {
        await using var server = new RawServer(Scripts.AnswerAndStall(), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Read = Limit.Short });

        await Limit.IsPassedAsync(
            TimeoutPhase.Read, $"GET {server.Root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_head_that_trickles_ends_at_the_read_limit(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.TrickleAsync(
                "HTTP/1.1 200 OK\r\nX-Slow: " + new string('x', 4000), TimeSpan.FromMilliseconds(20));
        });
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Read = Limit.Short });

        await Limit.IsPassedAsync(
            TimeoutPhase.Read, $"GET {server.Root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\nsome", false)]
    [InlineData("Content-Length: 100\r\n\r\nsome", true)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n", false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4\r\nso", true)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n0\r\n", true)]
    [InlineData("\r\nsome", false)]
    public async Task A_body_that_stops_ends_at_the_read_limit(string rest, bool blocking)
    {
        await using var server = new RawServer(Scripts.AnswerAndStall("HTTP/1.1 200 OK\r\n" + rest));
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Read = Limit.Short });

        await Limit.IsPassedAsync(
            TimeoutPhase.Read, $"GET {server.Root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }
}
