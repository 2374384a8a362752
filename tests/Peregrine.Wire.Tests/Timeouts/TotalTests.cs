using System.Diagnostics;

namespace Peregrine;

[Collection(nameof(Alone))]
public sealed class TotalTests
{
    private const string Busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static Timeouts Total => new() { Total = Limit.Short };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_covers_retries_and_their_pauses(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            for (var i = 0; i < 2; i++)
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Busy);
            }

            await connection.StallAsync();
        });
        using var session = Sessions.For(
            server, options => (options.Timeout, options.Retry) = (Total, new RetryPolicy(5) { BackoffFactor = 0.01 }));

        var failure = await Limit.IsPassedAsync(
            TimeoutPhase.Total, $"GET {server.Root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));

        Assert.Equal([503, 503, null], failure.Attempts.Select(attempt => attempt.StatusCode));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pause_that_would_pass_it_is_not_waited_for(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(Busy));
        using var session = Sessions.For(
            server, options => (options.Timeout, options.Retry) = (Total, new RetryPolicy(5) { BackoffFactor = 30 }));

        var response = await session.GetAsync(blocking, "/x", Test);

        Assert.Equal(503, response.StatusCode);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("Content-Length: 4000\r\n\r\n", false)]
    [InlineData("Content-Length: 4000\r\n\r\n", true)]
    [InlineData("\r\n", false)]
    [InlineData("\r\n", true)]
    public async Task It_covers_a_body_that_trickles(string rest, bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n" + rest);
            await connection.TrickleAsync(new string('x', 4000), TimeSpan.FromMilliseconds(20));
        });
        using var session = Sessions.For(server, options => options.Timeout = Total);

        await Limit.IsPassedAsync(
            TimeoutPhase.Total, $"GET {server.Root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_covers_a_body_that_never_pauses(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(3);)
            {
                await connection.SendAsync(string.Concat(Enumerable.Repeat("1\r\nx\r\n", 1000)));
            }
        });
        using var session = Sessions.For(server, options => options.Timeout = Total);

        await Limit.IsPassedAsync(
            TimeoutPhase.Total, $"GET {server.Root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_covers_redirects(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n");
            await connection.StallAsync();
        });
        using var session = Sessions.For(server, options => options.Timeout = Total);

        await Limit.IsPassedAsync(
            TimeoutPhase.Total, $"GET {server.Root}/y", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_named_when_it_ends_the_wait_for_a_connection(bool blocking)
    {
        await using var server = new RawServer(Scripts.Stall);
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });

        await Limit.IsCancelledAsync(
            token => session.GetAsync("/held", token),
            () => Limit.IsPassedAsync(TimeoutPhase.Total, $"GET {server.Root}/x", () =>
                session.SendAsync(blocking, HttpMethod.Get, "/x?token=secret", new() { Timeout = Total }, Test)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_named_when_it_ends_a_handshake(bool blocking)
    {
        await using var server = new RawServer(Scripts.Stall);
        var root = $"https://127.0.0.1:{server.Port}";
        using var session = new HttpSession(new() { BaseUrl = root, Timeout = Total });

        await Limit.IsPassedAsync(
            TimeoutPhase.Total, $"GET {root}/x", () => session.GetAsync(blocking, "/x?token=secret", Test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_named_when_it_ends_an_upload(bool blocking)
    {
        await using var server = new RawServer(Scripts.Stall);
        using var session = Sessions.For(server, options => options.Timeout = Total);

        await Limit.IsPassedAsync(TimeoutPhase.Total, $"PUT {server.Root}/x", () =>
            session.SendAsync(
                blocking,
                HttpMethod.Put,
                "/x?token=secret",
                new() { Body = Body.Bytes(new byte[16 * 1024 * 1024]) },
                Test));
    }
}
