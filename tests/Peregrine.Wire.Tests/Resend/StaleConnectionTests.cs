namespace Peregrine;

public sealed class StaleConnectionTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, bool, bool> Resent => Rows("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    public static TheoryData<string, bool, bool, bool> NotResent => Rows("POST", "PATCH", "CUSTOM");

    [Theory]
    [MemberData(nameof(Resent))]
    public async Task An_idempotent_request_on_a_connection_that_died_is_sent_once_more(
        string method, bool blocking, bool tls, bool reset)
    {
        await using var server = new RawServer(DiesOnSecond(reset), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        await session.GetAsync(blocking, "/first", Test);

        var response = await session.SendAsync(blocking, new HttpMethod(method), "/second", OptionsOf(method), Test);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal([null, 200], response.Attempts.Select(attempt => attempt.StatusCode));
        Assert.IsType<ProtocolException>(response.Attempts[0].Failure);
        Assert.Equal(["/first", "/second", "/second"], server.Requests.Select(request => request.Target));
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [MemberData(nameof(NotResent))]
    public async Task Any_other_request_is_not(string method, bool blocking, bool tls, bool reset)
    {
        await using var server = new RawServer(DiesOnSecond(reset), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        await session.GetAsync(blocking, "/first", Test);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() =>
            session.SendAsync(blocking, new HttpMethod(method), "/second", OptionsOf(method), Test));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Single(failure.Attempts);
        Assert.Equal(["/first", "/second"], server.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_can_be_sent_once_is_not_sent_again(bool blocking)
    {
        await using var server = new RawServer(DiesOnSecond(reset: false));
        using var session = Sessions.For(server);
        await session.GetAsync(blocking, "/first", Test);
        using var stream = new MemoryStream([1, 2, 3]);

        await Assert.ThrowsAsync<ProtocolException>(
            () => session.SendAsync(blocking, HttpMethod.Put, "/second", new() { Body = Body.Stream(stream) }, Test));

        Assert.Equal(["/first", "/second"], server.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_mended_once_and_no_more(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            if (connection.Number == 1)
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Scripts.Ok);
            }

            await connection.ReadRequestAsync();
        });
        using var session = Sessions.For(server);
        await session.GetAsync(blocking, "/first", Test);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/second", Test));

        Assert.Equal(2, failure.Attempts.Count);
        Assert.Equal(["/first", "/second", "/second"], server.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("HTTP/1.1 2")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("\n")]
    public async Task An_answer_that_has_begun_is_not_asked_for_again(string begin)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Scripts.Ok);
            await connection.ReadRequestAsync();
            await connection.SendAsync(begin);
        });
        using var session = Sessions.For(server);
        await session.GetAsync("/first", Test);

        await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync("/second", Test));

        Assert.Equal(["/first", "/second"], server.Requests.Select(request => request.Target));
    }

    // The first connection answers one request, reads a second and closes; the others behave.
    private static Func<RawConnection, Task> DiesOnSecond(bool reset) => async connection =>
    {
        if (connection.Number > 1)
        {
            await Scripts.Answer()(connection);
            return;
        }

        await connection.ReadRequestAsync();
        await connection.SendAsync(Scripts.Ok);
        await connection.ReadRequestAsync();
        if (reset)
        {
            connection.Reset();
        }
    };

    private static RequestOptions? OptionsOf(string method) =>
        method is "PUT" or "PATCH" ? new() { Body = Body.Text("body") } : null;

    private static TheoryData<string, bool, bool, bool> Rows(params string[] methods)
    {
        var rows = new TheoryData<string, bool, bool, bool>();
        foreach (var method in methods)
        {
            foreach (var (tls, reset) in new[] { (false, false), (false, true), (true, false) })
            {
                rows.Add(method, false, tls, reset);
                rows.Add(method, true, tls, reset);
            }
        }

        return rows;
    }
}
