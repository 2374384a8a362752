namespace Peregrine;

[Collection(nameof(Alone))]
public sealed class CancellationTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_waiting_for_a_connection(bool blocking)
    {
        await using var server = new RawServer(Scripts.AnswerAndStall());
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });
        Thread? thread = null;

        await Limit.IsCancelledAsync(
            token => session.GetAsync("/held", token),
            async () =>
            {
                await server.Arrivals.NextAsync();
                await Limit.IsCancelledAsync(
                    token => blocking
                        ? Calls.OnOwnThread(() => Get(session, token, out thread))
                        : session.GetAsync("/waits", token),
                    () => blocking
                        ? Task.Run(() => SpinWait.SpinUntil(
                            () => thread?.ThreadState.HasFlag(ThreadState.WaitSleepJoin) == true, 5000))
                        : Task.CompletedTask);
            });

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_connecting(bool blocking)
    {
        using var port = new FullBacklog();
        using var session = new HttpSession(new() { BaseUrl = port.Root });

        await Limit.IsCancelledAsync(
            token => session.GetAsync(blocking, "/x", token),
            // Nothing tells from outside that a connection is tried; before or after, the outcome is one.
            () => Task.Delay(50, Test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_shaking_hands(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.SkipSomeAsync();
            connection.Note("hello");
            await connection.StallAsync();
        });
        using var session = new HttpSession(new() { BaseUrl = $"https://127.0.0.1:{server.Port}" });

        await Limit.IsCancelledAsync(
            token => session.GetAsync(blocking, "/x", token),
            server.Notes.NextAsync);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task While_sending(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadHeadAsync();
                await connection.StallAsync();
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        using var stream = new EndlessStream();

        await Limit.IsCancelledAsync(
            token => session.SendAsync(blocking, HttpMethod.Post, "/x", new() { Body = Body.Stream(stream) }, token),
            server.Arrivals.NextAsync);
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("", true, false)]
    [InlineData("", false, true)]
    [InlineData("", true, true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome", false, false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome", true, false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome", false, true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome", true, true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n", false, false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n", true, false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", false, false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", true, false)]
    public async Task While_waiting_for_the_answer_or_more_of_it(string begin, bool blocking, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(begin);
                connection.Note("sent");
                await connection.StallAsync();
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);

        await Limit.IsCancelledAsync(
            token => session.GetAsync(blocking, "/x", token),
            server.Notes.NextAsync);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_pausing_before_a_retry(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
        using var session = Sessions.For(server, options => options.Retry = new RetryPolicy(3) { BackoffFactor = 30 });

        await Limit.IsCancelledAsync(
            token => session.GetAsync(blocking, "/x", token),
            server.Arrivals.NextAsync);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Before_anything_was_done(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.GetAsync(blocking, "/x", caller.Token));

        Assert.Equal(caller.Token, end.CancellationToken);
        Assert.Equal(0, server.Connections);
    }

    private static Response Get(HttpSession session, CancellationToken token, out Thread? thread)
    {
        thread = Thread.CurrentThread;
        return session.Get("/waits", null, token);
    }
}
