namespace Peregrine;

/// <summary>RFC 9112, section 9.</summary>
public sealed class ReuseTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes =>
        new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Requests_after_each_other_share_a_connection(bool blocking, bool tls)
    {
        await using var server = new RawServer(Scripts.Answer(), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);

        for (var i = 0; i < 50; i++)
        {
            var response = await session.SendAsync(blocking != (i % 2 == 0), HttpMethod.Get, $"/{i}", null, Test);
            Assert.Equal("ok", response.Text);
        }

        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Closing_is_asked_for_and_done(bool blocking, bool tls)
    {
        await using var server = new RawServer(Scripts.Answer(), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);

        await session.SendAsync(blocking, HttpMethod.Get, "/1", new() { Headers = { ["Connection"] = "Close" } }, Test);

        Assert.Equal(1, await server.Ended.NextAsync());
        Assert.Equal("Close", Assert.Single(server.Requests).Field("Connection"));
        await session.GetAsync(blocking, "/2", Test);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData("GET", false, false)]
    [InlineData("GET", true, false)]
    [InlineData("POST", false, false)]
    [InlineData("POST", true, false)]
    [InlineData("POST", false, true)]
    [InlineData("POST", true, true)]
    public async Task A_connection_that_the_server_closed_meanwhile_is_no_failure(
        string method, bool blocking, bool tls)
    {
        await using var server = new RawServer(Scripts.AnswerAndClose(Scripts.Ok), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        await session.GetAsync(blocking, "/1", Test);
        await server.Ended.NextAsync();

        var response = await session.SendAsync(blocking, new HttpMethod(method), "/2", null, Test);

        Assert.Equal("ok", response.Text);
        Assert.Single(response.Attempts);
        Assert.Equal(["/1", "/2"], server.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_was_reset_meanwhile_is_no_failure(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Scripts.Ok);
            if (connection.Number == 1)
            {
                await connection.StallAsync();
            }
        });
        using var session = Sessions.For(server);
        await session.GetAsync(blocking, "/1", Test);
        (await server.Accepted.NextAsync()).Reset();

        var response = await session.SendAsync(blocking, HttpMethod.Post, "/2", null, Test);

        Assert.Equal("ok", response.Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_closes_the_connection(bool blocking)
    {
        await using var server = new RawServer(Scripts.AnswerFirst("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"));
        using var session = Sessions.For(server);

        await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/1", Test));

        Assert.Equal(1, await server.Ended.NextAsync());
        Assert.Equal("ok", (await session.GetAsync(blocking, "/2", Test)).Text);
    }

    [Fact]
    public async Task Ports_and_hosts_share_nothing()
    {
        await using var one = new RawServer(Scripts.Answer());
        await using var other = new RawServer(Scripts.Answer());
        using var session = Sessions.For(one);

        await session.GetAsync("/", Test);
        await session.GetAsync(other.Root, Test);
        await session.GetAsync($"http://localhost:{one.Port}", Test);
        await session.GetAsync("/", Test);

        Assert.Equal(2, one.Connections);
        Assert.Equal(1, other.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_addresses_the_one_that_answers_is_taken(bool blocking)
    {
        // localhost is ::1 and 127.0.0.1 on most systems; the server is on the second alone.
        await using var server = new RawServer(Scripts.Answer());
        using var session = new HttpSession();

        Assert.Equal("ok", (await session.GetAsync(blocking, $"http://localhost:{server.Port}/", Test)).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_port_that_refuses_is_a_failure_to_connect(bool blocking)
    {
        int port;
        await using (var gone = new RawServer(Scripts.Stall))
        {
            port = gone.Port;
        }

        using var session = new HttpSession();

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"http://127.0.0.1:{port}/x?token=secret", Test));

        Assert.Equal(ConnectStage.Socket, failure.Stage);
        Assert.True(failure.IsTransient);
        Assert.Contains("refused", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposing_the_session_closes_what_lies_idle_and_lets_the_others_end(bool blocking)
    {
        var go = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await (request.Target == "/slow" ? go.Task : Task.CompletedTask);
                await connection.SendAsync(Scripts.Ok);
            }
        });
        var session = Sessions.For(server);
        var slow = Get("/slow");
        await server.Arrivals.NextAsync();
        await session.GetAsync(blocking, "/idle", Test);

        await session.DisposeAsync();

        Assert.Equal(2, await server.Ended.NextAsync());
        go.SetResult();
        Assert.Equal("ok", (await slow).Text);
        Assert.Equal(1, await server.Ended.NextAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Get("/late"));

        async Task<Response> Get(Url url) => await session.GetAsync(blocking, url, Test);
    }
}
