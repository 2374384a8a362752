using System.Net;

namespace Peregrine;

/// <summary>
/// Those who wait for a connection that another call makes wait a bounded time, and then make their own.
/// </summary>
public sealed class SlowStartTests
{
    private const int Count = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int MostTime = 60_000; // What is wrong here stands still.

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory(Timeout = MostTime)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_server_that_never_says_its_settings_holds_up_nobody_else(bool tls, bool blocking)
    {
        var time = new FakeTime();
        await using var server = new RawServer(
            connection => connection.Number == 1
                ? NoteAndStallAsync(connection)
                : Http2Peer.Script(Http2Peer.EchoAsync)(connection),
            tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Sessions.For(server, options =>
            (options.TimeProvider, options.Timeout, options.Version) = (
                time, new Timeouts { Read = 30 * Patience }, tls ? null : HttpVersion.Version20));
        var first = FirstAsync();
        Assert.Equal("here", await server.Notes.NextAsync());

        await AssertOthersGoOnAsync(session, time, blocking, Patience);

        time.Advance(30 * Patience);
        Assert.Equal(TimeoutPhase.Read, (await Assert.ThrowsAsync<RequestTimeoutException>(() => first)).Phase);

        async Task<Response> FirstAsync() => await session.GetAsync(blocking, "/0", Test);
    }

    [Fact(Timeout = MostTime)]
    public async Task A_handshake_that_stands_still_holds_up_nobody_else()
    {
        var time = new FakeTime();
        await using var real = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2);
        await using var server = new RawServer(
            connection => connection.Number == 1 ? NoteAndStallAsync(connection) : connection.RelayAsync(real.Port));
        using var session = Sessions.For(server, options => (options.BaseUrl, options.TimeProvider, options.Timeout) =
            ($"https://127.0.0.1:{server.Port}", time, Timeouts.None with { Connect = 30 * Patience }));
        var first = session.GetAsync("/0", Test);
        await server.Notes.NextAsync();

        await AssertOthersGoOnAsync(session, time, blocking: false, Patience);

        time.Advance(30 * Patience);
        Assert.Equal(TimeoutPhase.Connect, (await Assert.ThrowsAsync<RequestTimeoutException>(() => first)).Phase);
    }

    [Fact(Timeout = MostTime)]
    public async Task Who_may_wait_little_waits_half_of_it()
    {
        var time = new FakeTime();
        await using var server = new RawServer(
            connection => connection.Number == 1
                ? NoteAndStallAsync(connection)
                : Http2Peer.Script(Http2Peer.EchoAsync)(connection));
        using var session = Http2Sessions.For(server, options =>
            (options.TimeProvider, options.Timeout) = (time, Timeouts.None with { Pool = Patience / 2 }));
        using var leave = new CancellationTokenSource();
        var first = session.GetAsync("/0", leave.Token);
        await server.Notes.NextAsync();

        await AssertOthersGoOnAsync(session, time, blocking: false, Patience / 4);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact(Timeout = MostTime)]
    public async Task Where_no_other_may_be_made_they_wait_for_their_turn()
    {
        var time = new FakeTime();
        await using var server = new RawServer(connection =>
            connection.Number == 1 ? NoteAndStallAsync(connection) : Http2Peer.Script(Http2Peer.EchoAsync)(connection));
        using var session = Http2Sessions.For(server, options =>
            (options.TimeProvider, options.Timeout, options.Limits) = (
                time, Timeouts.None with { Read = 5 * Patience }, new Limits { PerOrigin = 1 }));
        var first = session.GetAsync("/0", Test);
        await server.Notes.NextAsync();
        var second = session.GetAsync("/1", Test);
        Assert.Equal(1, session.GetPoolSnapshot().Waiting);

        time.Advance(2 * Patience);
        Assert.Equal((1, 1), (session.GetPoolSnapshot().Waiting, server.Connections));
        time.Advance(3 * Patience);
        await Assert.ThrowsAsync<RequestTimeoutException>(() => first);

        Assert.Equal("/1", (await second).Text);
    }

    [Fact(Timeout = MostTime)]
    public async Task Settings_that_come_in_time_are_waited_for()
    {
        var time = new FakeTime();
        var say = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await say.Task;
            await Http2Peer.Script(Http2Peer.EchoAsync)(connection);
        });
        using var session = Http2Sessions.For(
            server, options => (options.TimeProvider, options.Timeout) = (time, Timeouts.None));
        var calls = Enumerable.Range(0, Count).Select(i => session.GetAsync($"/{i}", Test)).ToArray();
        await UntilAsync(() => session.GetPoolSnapshot().Waiting == Count - 1);

        time.Advance(0.9 * Patience);
        say.SetResult();

        Assert.All(await Task.WhenAll(calls), response => Assert.Equal(200, response.StatusCode));
        Assert.Equal(1, server.Connections);
    }

    // All of them wait for the first, until they have waited enough.
    private static async Task AssertOthersGoOnAsync(
        HttpSession session, FakeTime time, bool blocking, TimeSpan patience)
    {
        var others = Enumerable.Range(1, Count - 1).Select(i => session.GetAsync(blocking, $"/{i}", Test)).ToArray();
        await UntilAsync(() => session.GetPoolSnapshot().Waiting == Count - 1);

        time.Advance(0.9 * patience);
        Assert.Equal(Count - 1, session.GetPoolSnapshot().Waiting);
        time.Advance(0.1 * patience);

        Assert.Equal(
            Enumerable.Range(1, Count - 1).Select(i => $"/{i}"),
            (await Task.WhenAll(others)).Select(response => response.Text));
    }

    private static async Task UntilAsync(Func<bool> condition) =>
        Assert.True(await Calls.OnOwnThread(() => SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(10))));

    private static async Task NoteAndStallAsync(RawConnection connection)
    {
        await connection.SkipSomeAsync();
        connection.Note("here");
        await connection.StallAsync();
    }
}
