namespace Peregrine;

public sealed class SnapshotTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_counts_what_is_open_idle_in_use_and_waited_for(bool blocking)
    {
        var go = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await go.Task;
                await connection.SendAsync(Scripts.Ok);
            }
        });
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 2 });
        Assert.Empty(session.GetPoolSnapshot().Origins);

        var calls = Enumerable.Range(0, 5).Select(GetAsync).ToArray();
        await server.Arrivals.NextAsync();
        await server.Arrivals.NextAsync();
        Assert.True(SpinWait.SpinUntil(() => session.GetPoolSnapshot().Waiting == 3, 5000));
        var busy = session.GetPoolSnapshot();
        go.SetResult();
        await Task.WhenAll(calls);
        var idle = session.GetPoolSnapshot();

        Assert.Equal(
            (2, 0, 2, 0, 3, 0), (busy.Open, busy.Idle, busy.InUse, busy.Connecting, busy.Waiting, busy.Streams));
        Assert.Equal(
            (2, 2, 0, 0, 0, 0), (idle.Open, idle.Idle, idle.InUse, idle.Connecting, idle.Waiting, idle.Abandoned));
        Assert.Equal(server.Root, Assert.Single(idle.Origins).Origin);
        Assert.Equal("2 open (2 idle, 0 in use, 0 connecting), 0 waiting, 0 abandoned, 1 origins", idle.ToString());
        Assert.Equal($"{server.Root}: 2 open (2 idle, 0 in use, 0 connecting), 0 waiting", idle.Origins[0].ToString());

        async Task<Response> GetAsync(int i) => await session.GetAsync(blocking, $"/{i}", Test);
    }

    [Fact]
    public async Task It_counts_what_is_being_made()
    {
        using var full = new FullBacklog();
        using var session = new HttpSession(
            new() { Timeout = new Timeouts { Connect = TimeSpan.FromMilliseconds(200) } });
        var call = session.GetAsync(full.Root, Test);

        var making = session.GetPoolSnapshot();
        await Assert.ThrowsAsync<RequestTimeoutException>(() => call);

        Assert.Equal((1, 1, 0), (making.Open, making.Connecting, making.InUse));
        Assert.Empty(session.GetPoolSnapshot().Origins);
    }

    [Fact]
    public async Task Each_origin_has_its_own_counts_whatever_the_trust()
    {
        await using var one = new RawServer(Scripts.Answer(), TestAuthority.Loopback);
        await using var other = new RawServer(Scripts.Answer());
        using var session = Sessions.For(one);
        await session.GetAsync("/", Test);
        await session.GetAsync("/", new() { Tls = TlsOptions.Insecure }, Test);
        using var changed = session.With(new() { Headers = { ["X-A"] = "1" } });
        await changed.GetAsync(other.Root, Test);

        var counts = session.GetPoolSnapshot().Origins.ToDictionary(origin => origin.Origin, origin => origin.Open);

        Assert.Equal(new() { [one.Root] = 2, [other.Root] = 1 }, counts);
        Assert.Equal(3, changed.GetPoolSnapshot().Idle);
    }

    [Fact]
    public void A_transport_of_the_callers_has_no_connections_to_count()
    {
        using var handler = new SocketsHttpHandler();
        using var session = new HttpSession(new() { Transport = handler });

        Assert.Throws<InvalidOperationException>(() => session.GetPoolSnapshot());
    }
}
