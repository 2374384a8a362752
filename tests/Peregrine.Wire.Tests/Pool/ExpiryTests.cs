namespace Peregrine;

public sealed class ExpiryTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_lies_idle_too_long_is_closed(bool blocking)
    {
        var time = new FakeTime();
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options =>
            (options.TimeProvider, options.Limits) = (
                time, new Limits { IdleExpiry = TimeSpan.FromSeconds(60), Lifetime = Timeout.InfiniteTimeSpan }));

        for (var i = 0; i < 5; i++)
        {
            await session.GetAsync(blocking, "/", Test);
            time.Advance(TimeSpan.FromSeconds(59));
        }

        Assert.Equal(1, server.Connections);
        time.Advance(TimeSpan.FromSeconds(61));
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await server.Ended.NextAsync());
        await session.GetAsync(blocking, "/", Test);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_is_too_old_is_not_used_again(bool blocking)
    {
        var time = new FakeTime();
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options =>
            (options.TimeProvider, options.Limits) = (
                time, new Limits { IdleExpiry = Timeout.InfiniteTimeSpan, Lifetime = TimeSpan.FromMinutes(5) }));

        for (var i = 0; i < 12; i++)
        {
            await session.GetAsync(blocking, "/", Test);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, server.Connections);
    }

    /// <summary>
    /// A POST on a connection that the server closes at this moment can't be repeated, so its word counts, less a
    /// second.
    /// </summary>
    [Theory]
    [InlineData(false, "timeout=5", 3, 1)]
    [InlineData(true, "timeout=5, max=100", 3, 1)]
    [InlineData(false, "timeout=5", 5, 2)]
    [InlineData(true, "timeout=5", 5, 2)]
    [InlineData(false, "timeout=1", 0, 2)]
    [InlineData(true, "max=0", 0, 2)]
    [InlineData(false, "timeout=600", 61, 2)]
    public async Task A_connection_is_kept_no_longer_than_the_server_says(
        bool blocking, string hint, int pause, int connections)
    {
        var time = new FakeTime();
        await using var server = new RawServer(
            Scripts.Answer($"HTTP/1.1 200 OK\r\nKeep-Alive: {hint}\r\nContent-Length: 2\r\n\r\nok"));
        using var session = Sessions.For(server, options =>
            (options.TimeProvider, options.Limits) = (time, new Limits { IdleExpiry = TimeSpan.FromSeconds(60) }));

        await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("1") }, Test);
        time.Advance(TimeSpan.FromSeconds(pause));
        await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("2") }, Test);

        Assert.Equal(connections, server.Connections);
    }

    [Fact]
    public async Task Each_idle_connection_has_its_own_time()
    {
        var time = new FakeTime();
        await using var one = new RawServer(Scripts.Answer());
        await using var other = new RawServer(Scripts.Answer());
        using var session = Sessions.For(one, options =>
            (options.TimeProvider, options.Limits) = (time, new Limits { IdleExpiry = TimeSpan.FromSeconds(60) }));

        await session.GetAsync(one.Root, Test);
        time.Advance(TimeSpan.FromSeconds(40));
        await session.GetAsync(other.Root, Test);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await one.Ended.NextAsync());
        Assert.Equal(1, other.OpenConnections);

        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, await other.Ended.NextAsync());
    }

    [Fact]
    public async Task With_no_idle_time_no_connection_is_used_twice()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options => options.Limits = new Limits { IdleExpiry = TimeSpan.Zero });

        await session.GetAsync("/", Test);
        await session.GetAsync("/", Test);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Limits_on_time_follow_the_clock_of_the_session()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Scripts.AnswerAndStall());
        using var session = Sessions.For(server, options => (options.TimeProvider, options.Timeout) = (time, 30));
        var call = session.GetAsync("/", Test);
        await server.Arrivals.NextAsync();

        // The client may begin to wait a moment after the server has read the request.
        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }

        Assert.Equal(TimeoutPhase.Read, (await Assert.ThrowsAsync<RequestTimeoutException>(() => call)).Phase);
    }
}
