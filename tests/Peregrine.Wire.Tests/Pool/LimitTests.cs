namespace Peregrine;

public sealed class LimitTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Never_more_connections_to_an_origin_than_its_limit()
    {
        var go = new TaskCompletionSource();
        await using var server = new RawServer(AnswerAfter(go));
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 4 });
        var calls = Enumerable.Range(0, 50).Select(GetAsync).ToArray();

        go.SetResult();
        var responses = await Task.WhenAll(calls);

        Assert.All(responses, response => Assert.Equal("ok", response.Text));
        Assert.All(responses, response => Assert.Single(response.Attempts));
        Assert.Equal(4, server.Connections);
        Assert.Equal(50, server.Requests.Select(request => request.Target).Distinct().Count());

        async Task<Response> GetAsync(int i) => await session.GetAsync(blocking: i % 5 == 0, $"/{i}", Test);
    }

    [Fact]
    public async Task Who_comes_first_is_served_first()
    {
        var go = new TaskCompletionSource();
        await using var server = new RawServer(AnswerAfter(go));
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });
        var calls = Enumerable.Range(0, 20).Select(i => session.GetAsync($"/{i}", Test)).ToArray();

        go.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"/{i}"), server.Requests.Select(request => request.Target));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Who_comes_first_is_served_first_though_connections_die()
    {
        await using var server = new RawServer(
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"));
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => session.GetAsync($"/{i}", Test)));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"/{i}"), server.Requests.Select(request => request.Target));
        Assert.Equal(20, server.Connections);
    }

    [Fact]
    public async Task An_idle_connection_makes_room_for_another_origin()
    {
        await using var one = new RawServer(Scripts.Answer());
        await using var other = new RawServer(Scripts.Answer());
        using var session = Sessions.For(one, options => options.Limits = new Limits { Total = 1 });

        await session.GetAsync("/", Test);
        await session.GetAsync(other.Root, Test);

        Assert.Equal(1, await one.Ended.NextAsync());
        await session.GetAsync(blocking: true, "/", Test);
        Assert.Equal(1, await other.Ended.NextAsync());
        Assert.Equal(2, one.Connections);
    }

    [Fact]
    public async Task The_oldest_idle_connection_goes_first()
    {
        await using var one = new RawServer(Scripts.Answer());
        await using var two = new RawServer(Scripts.Answer());
        await using var three = new RawServer(Scripts.Answer());
        using var session = Sessions.For(one, options => options.Limits = new Limits { Total = 2 });

        await session.GetAsync(one.Root, Test);
        await session.GetAsync(two.Root, Test);
        await session.GetAsync(one.Root, Test);
        await session.GetAsync(three.Root, Test);

        Assert.Equal(1, await two.Ended.NextAsync());
        await session.GetAsync(one.Root, Test);
        Assert.Equal(1, one.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_waits_for_the_total_gets_the_place_of_a_connection_that_falls_idle(bool blocking)
    {
        var go = new TaskCompletionSource();
        await using var one = new RawServer(AnswerAfter(go));
        await using var other = new RawServer(Scripts.Answer());
        using var session = Sessions.For(one, options => (options.Limits, options.Timeout) = (
            new Limits { Total = 1 }, new Timeouts { Pool = TimeSpan.FromSeconds(3) }));
        var holding = session.GetAsync("/", Test);
        await one.Arrivals.NextAsync();
        var waiting = Get(other.Root);
        var first = await Task.WhenAny(waiting, Task.Delay(100, Test));
        Assert.NotSame(waiting, first);

        go.SetResult();
        await holding;

        Assert.Equal("ok", (await waiting).Text);

        async Task<Response> Get(Url url) => await session.GetAsync(blocking, url, Test);
    }

    /// <summary>Which limits there are, and what the message says of the one that was reached.</summary>
    [Theory]
    [InlineData(1, null, "the one connection to {origin} was in use; raise Limits.PerOrigin for more.")]
    [InlineData(2, null, "all 2 connections to {origin} were in use; raise Limits.PerOrigin for more.")]
    [InlineData(2, 2, "all 2 connections to {origin} were in use; raise Limits.PerOrigin for more.")]
    [InlineData(3, 1, "the one connection of the session was in use; raise Limits.Total for more.")]
    [InlineData(null, 2, "all 2 connections of the session were in use; raise Limits.Total for more.")]
    public async Task Who_waits_too_long_is_told_which_limit_was_reached(int? perOrigin, int? total, string expected)
    {
        var go = new TaskCompletionSource();
        await using var server = new RawServer(AnswerAfter(go));
        using var session = Sessions.For(server, options => (options.Limits, options.Timeout) = (
            new Limits { PerOrigin = perOrigin, Total = total },
            new Timeouts { Pool = TimeSpan.FromMilliseconds(20) }));
        var holding = new List<Task<Response>>();
        for (var i = 0; i < Math.Min(perOrigin ?? total!.Value, total ?? perOrigin!.Value); i++)
        {
            holding.Add(session.GetAsync("/", Test));
            await server.Arrivals.NextAsync();
        }

        foreach (var blocking in new[] { false, true })
        {
            var failure = await Assert.ThrowsAsync<RequestTimeoutException>(
                () => session.GetAsync(blocking, "/waits", Test));

            Assert.Equal(TimeoutPhase.Pool, failure.Phase);
            Assert.EndsWith(
                "(limit: pool 20 ms): " + expected.Replace("{origin}", server.Root, StringComparison.Ordinal),
                failure.Message, StringComparison.Ordinal);
        }

        go.SetResult();
        await Task.WhenAll(holding);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_waits_when_the_session_is_disposed_is_told(bool blocking)
    {
        await using var server = new RawServer(Scripts.AnswerAndStall());
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });
        var holding = session.GetAsync("/", leave.Token);
        await server.Arrivals.NextAsync();
        var waiting = Get("/waits");
        await Task.WhenAny(waiting, Task.Delay(100, Test));

        await session.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding);

        async Task<Response> Get(Url url) => await session.GetAsync(blocking, url, Test);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_does_not_come_about_gives_its_place_back(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer(), TestAuthority.Elsewhere);
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1, Total = 1 });

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(blocking, "/", Test));
        }

        Assert.Equal(5, server.Connections);
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
