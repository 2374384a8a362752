namespace Peregrine;

public sealed class WarmTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes =>
        new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_connection_is_there_before_the_first_call(bool blocking, bool tls)
    {
        await using var server = new RawServer(Scripts.Answer(), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);

        await WarmAsync(session, blocking, "/any/path?q");
        Assert.Equal(1, session.GetPoolSnapshot().Idle);
        await server.Accepted.NextAsync();
        Assert.Empty(server.Requests);
        var response = await session.GetAsync(blocking, "/", Test);

        Assert.Equal("ok", response.Text);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_lies_idle_is_enough(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        await session.GetAsync(blocking, "/", Test);
        await WarmAsync(session, blocking, "/");

        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task One_that_died_since_is_replaced(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            connection => connection.Number > 1 ? Scripts.Answer()(connection) : Task.CompletedTask,
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);

        await WarmAsync(session, blocking, "/");
        await server.Ended.NextAsync();
        var response = await session.SendAsync(blocking, HttpMethod.Post, "/", null, Test);

        Assert.Equal("ok", response.Text);
        Assert.Single(response.Attempts);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task One_on_which_something_came_unasked_is_replaced(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                if (connection.Number == 1)
                {
                    await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                    connection.Note("sent");
                }

                await Scripts.Answer()(connection);
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);

        await WarmAsync(session, blocking, "/");
        await server.Notes.NextAsync();
        var response = await session.GetAsync(blocking, "/", Test);

        Assert.Equal("ok", response.Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_says_what_it_was(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Elsewhere);
        using var session = Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ConnectException>(() => WarmAsync(session, blocking, "/?token=secret"));

        Assert.Equal(ConnectStage.Tls, failure.Stage);
        Assert.Single(failure.Attempts);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Fact]
    public async Task It_can_be_cancelled_and_is_bounded_by_the_connect_limit()
    {
        using var full = new FullBacklog();
        using var session = new HttpSession(
            new() { Timeout = new Timeouts { Connect = TimeSpan.FromMilliseconds(100) } });
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        Assert.Equal(
            TimeoutPhase.Connect,
            (await Assert.ThrowsAsync<RequestTimeoutException>(() => session.WarmAsync(full.Root, Test))).Phase);
        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.WarmAsync(full.Root, caller.Token));
        Assert.Equal(caller.Token, end.CancellationToken);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Fact]
    public async Task Not_after_the_session_is_disposed()
    {
        await using var server = new RawServer(Scripts.Answer());
        var session = Sessions.For(server);
        await session.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.WarmAsync("/", Test));
    }

    private static Task WarmAsync(HttpSession session, bool blocking, Url url) => blocking
        ? Calls.OnOwnThread(() =>
        {
            session.Warm(url, Test);
            return true;
        })
        : session.WarmAsync(url, Test);
}
