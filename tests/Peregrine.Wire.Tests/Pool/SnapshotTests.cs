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
        await using var server = new RawServer(AnswerAfter(go));
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_shows_where_requests_wait_and_for_how_long(bool blocking)
    {
        var (time, go) = (new FakeTime(), new TaskCompletionSource());
        await using var one = new RawServer(AnswerAfter(go));
        await using var other = new RawServer(AnswerAfter(go));
        using var session = Sessions.For(one, options => (options.Limits, options.TimeProvider, options.Timeout) =
            (new Limits { PerOrigin = 1 }, time, Timeouts.None));
        var calls = new List<Task<Response>> { Get(one.Root), Get(other.Root) };
        await one.Arrivals.NextAsync();
        await other.Arrivals.NextAsync();

        Assert.Equal(TimeSpan.Zero, session.GetPoolSnapshot().LongestWait);
        await AddAsync(one.Root, pause: 1.5);
        await AddAsync(other.Root, pause: 0.25);
        await AddAsync(one.Root, pause: 0.25);
        var snapshot = session.GetPoolSnapshot();
        go.SetResult();
        await Task.WhenAll(calls);

        var first = snapshot.Origins.Single(origin => origin.Waiting == 2);
        var second = snapshot.Origins.Single(origin => origin.Waiting == 1);
        Assert.Equal((one.Root, TimeSpan.FromSeconds(2)), (first.Origin, first.LongestWait));
        Assert.Equal((other.Root, TimeSpan.FromSeconds(0.5)), (second.Origin, second.LongestWait));
        Assert.Equal(TimeSpan.FromSeconds(2), snapshot.LongestWait);
        Assert.Equal(
            $"{one.Root}: 1 open (0 idle, 1 in use, 0 connecting), 2 waiting (the first for 2 s)", first.ToString());
        Assert.Equal(
            "2 open (0 idle, 2 in use, 0 connecting), 3 waiting, 0 abandoned, 2 origins"
            + $"; 2 wait for {one.Root}, the first for 2 s; 1 wait for {other.Root}, the first for 500 ms",
            snapshot.ToString());

        async Task<Response> Get(string url) => await session.GetAsync(blocking, url, Test);

        async Task AddAsync(string url, double pause)
        {
            var before = session.GetPoolSnapshot().Waiting;
            calls.Add(Get(url));
            Assert.True(SpinWait.SpinUntil(() => session.GetPoolSnapshot().Waiting > before, 5000));
            await Task.Yield();
            time.Advance(TimeSpan.FromSeconds(pause));
        }
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

    private static Func<RawConnection, Task> AnswerAfter(TaskCompletionSource go) => async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await go.Task;
            await connection.SendAsync(Scripts.Ok);
        }
    };
}
