namespace Peregrine;

/// <summary>The time that a server takes is booked as waiting, and the time that a body takes as receiving.</summary>
public sealed class ServerTimeTests
{
    private const string Challenge =
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n"
        + "Content-Length: 0\r\n\r\n";

    private static readonly TimeSpan Taken = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(140); // Clocks and timers are not one.

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task What_a_server_takes_for_an_answer_is_no_sending(bool blocking, bool overTls)
    {
        await using var server = new RawServer(AnswerLateAsync, overTls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Auth = Auth.Digest("me", "word"));

        var timings = (await PostAsync(session, blocking)).Timings;

        Assert.True(timings.Wait >= Enough, $"{timings}");
        Assert.True(timings.Send < Enough, $"{timings}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Over_http2_it_is_none_either(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await Task.Delay(Taken, peer.Connection.Stop);
                await peer.AnswerAsync(request.Stream, "ok");
            }
        }));
        using var session = Http2Sessions.For(server);

        var timings = (await PostAsync(session, blocking)).Timings;

        Assert.True(timings.Wait >= Enough, $"{timings}");
        Assert.True(timings.Send < Enough, $"{timings}");
    }

    /// <summary>Whoever reads a body late receives it late, over either version of HTTP.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_body_that_came_behind_its_head_was_received(bool blocking, bool overHttp2)
    {
        await using var server = overHttp2
            ? new RawServer(Http2Peer.Script(async peer =>
            {
                var request = await peer.ReadRequestAsync();
                await peer.HeadAsync(request!.Stream, end: false, ":status: 200");
                await Task.Delay(Taken, peer.Connection.Stop);
                await peer.DataAsync(request.Stream, "body", end: true);
                await peer.Connection.StallAsync();
            }))
            : new RawServer(async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
                await Task.Delay(Taken, connection.Stop);
                await connection.SendAsync("body");
                await connection.StallAsync();
            });
        using var session = overHttp2 ? Http2Sessions.For(server) : Sessions.For(server);

        using var response = await session.StreamAsync(blocking, "/", Test);
        await Task.Delay(2 * Taken, Test); // By now it is here, and nothing has to be waited for.
        _ = blocking ? response.Read() : await response.ReadAsync(Test);

        Assert.True(response.Timings.Receive >= Enough, $"{response.Timings}");
        Assert.True(response.Timings.Total >= response.Timings.Receive, $"{response.Timings}");
    }

    private static Task<Response> PostAsync(HttpSession session, bool blocking) =>
        session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("some") }, Test);

    private static async Task AnswerLateAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            await Task.Delay(Taken, connection.Stop);
            await connection.SendAsync(
                request.Field("Authorization") is null ? Challenge : Scripts.Ok);
        }
    }
}
