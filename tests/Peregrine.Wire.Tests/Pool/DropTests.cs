namespace Peregrine;

public sealed class DropTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_lies_idle_is_closed_at_once_and_what_is_busy_when_it_is_done(bool tls)
    {
        var go = new TaskCompletionSource();
        await using var server = new RawServer(
            async connection =>
            {
                while (await connection.ReadRequestAsync() is { } request)
                {
                    await (request.Target == "/slow" ? go.Task : Task.CompletedTask);
                    await connection.SendAsync(Scripts.Ok);
                }
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        var slow = session.GetAsync("/slow", Test);
        await server.Arrivals.NextAsync();
        await session.GetAsync("/idle", Test);

        session.CloseConnections("/whatever");

        Assert.Equal(2, await server.Ended.NextAsync());
        Assert.Equal(
            (1, 0, 1),
            (session.GetPoolSnapshot().Open, session.GetPoolSnapshot().Idle, session.GetPoolSnapshot().InUse));
        go.SetResult();
        Assert.Equal("ok", (await slow).Text);
        Assert.Equal(1, await server.Ended.NextAsync());
        Assert.Equal(0, session.GetPoolSnapshot().Open);
        await session.GetAsync("/new", Test);
        await session.GetAsync("/again", Test);
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task The_place_of_a_busy_one_goes_to_who_waits()
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
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });
        var first = session.GetAsync("/1", Test);
        await server.Arrivals.NextAsync();
        var second = session.GetAsync("/2", Test);
        session.CloseConnections(server.Root);

        go.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(2, server.Connections);
        Assert.Equal([1, 2], server.Requests.Select(request => request.Connection));
    }

    [Fact]
    public async Task Other_origins_keep_theirs()
    {
        await using var one = new RawServer(Scripts.Answer());
        await using var other = new RawServer(Scripts.Answer());
        using var session = Sessions.For(one);
        await session.GetAsync(one.Root, Test);
        await session.GetAsync(other.Root, Test);

        session.CloseConnections(one.Root);
        session.CloseConnections("http://nobody.test");

        Assert.Equal(other.Root, Assert.Single(session.GetPoolSnapshot().Origins).Origin);
    }
}
