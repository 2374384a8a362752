namespace Peregrine;

[Collection(nameof(Alone))]
public sealed class ManyTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_thousand_calls_at_once_share_the_connections_that_are_allowed()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options => options.Timeout = 30);

        var responses = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => session.GetAsync($"/{i}", Test)));

        Assert.All(responses, response => Assert.Equal("ok", response.Text));
        Assert.InRange(server.Connections, 1, 100);
        Assert.Equal(2000, server.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_thousand_calls_after_each_other_need_one_connection_and_no_more_memory(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadHeadAsync() is not null)
            {
                await connection.SendAsync(Scripts.Ok);
            }
        });
        using var session = Sessions.For(server);
        await RunAsync(1000);
        var before = GC.GetTotalMemory(forceFullCollection: true) - Recorded();
        await RunAsync(9000);
        var after = GC.GetTotalMemory(forceFullCollection: true) - Recorded();

        Assert.Equal(1, server.Connections);
        Assert.InRange(after - before, long.MinValue, 1024 * 1024);

        async Task RunAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var response = blocking ? session.Get("/", cancellationToken: Test) : await session.GetAsync("/", Test);
                Assert.Equal(200, response.StatusCode);
            }
        }

        // What the server itself keeps of each request: its record, its text and its place in the list.
        long Recorded() => server.Requests.Sum(request => (2L * request.Head.Length) + 120);
    }

    [Fact]
    public async Task Three_hundred_sessions_one_after_the_other_leave_no_socket()
    {
        await using var server = new RawServer(Scripts.Answer());
        for (var i = 0; i < 300; i++)
        {
            using var session = Sessions.For(server);
            await session.GetAsync(blocking: i % 2 == 0, "/", Test);
        }

        Assert.True(
            SpinWait.SpinUntil(() => server.OpenConnections == 0, 5000), $"{server.OpenConnections} sockets are left.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_ends_its_side_first_and_never_answers_is_a_failure_at_once(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            connection.HalfClose();
            await connection.ReadRequestAsync();
            await connection.StallAsync();
        });
        using var session = Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/", Test));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal(1, server.Connections);
    }
}
