using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>A streamed body that is not read to its end: what becomes of its connection.</summary>
[Collection(nameof(Alone))]
public sealed class EarlyEndTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes =>
        new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [InlineData(false, false, "Content-Length: 10\r\n\r\n0123456789")]
    [InlineData(true, true, "Content-Length: 10\r\n\r\n0123456789")]
    [InlineData(false, true, "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\nX: y\r\n\r\n")]
    [InlineData(true, false, "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n")]
    public async Task A_body_that_is_here_already_gives_its_connection_back(bool blocking, bool tls, string rest)
    {
        await using var server = new RawServer(
            Scripts.Answer("HTTP/1.1 200 OK\r\n" + rest), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        for (var i = 0; i < 3; i++)
        {
            await using var response = await session.StreamAsync(blocking, "/", Test);
        }

        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_body_that_has_not_come_closes_its_connection_at_once(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            Scripts.AnswerFirst("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst"),
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });
        var response = await session.StreamAsync(blocking, "/", Test);
        using var chunks = response.Chunks().GetEnumerator();
        Assert.True(chunks.MoveNext());

        response.Dispose();

        Assert.Equal(1, await server.Ended.NextAsync());
        Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task One_that_nobody_disposed_frees_its_place_when_it_is_collected(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            Scripts.AnswerFirst("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst"),
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });
        await LeaveAsync(session, blocking);
        var next = session.GetAsync("/", Test);

        for (var i = 0; i < 100 && !next.IsCompleted; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.WhenAny(next, Task.Delay(20, Test));
        }

        Assert.Equal("ok", (await next).Text);
    }

    [Fact]
    public async Task Disposing_while_another_thread_reads_ends_the_read()
    {
        await using var server = new RawServer(
            Scripts.AnswerAndListen("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
        using var session = Sessions.For(server);
        var response = await session.StreamAsync(HttpMethod.Get, "/", null, Test);
        var read = response.ReadAsync(Test);

        response.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => read);
        Assert.Equal(1, await server.Ended.NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_bodies_of_redirects_and_retries_are_drained(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            var answers = new Queue<string>([
                "HTTP/1.1 302 Found\r\nLocation: /2\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
            ]);
            while (await connection.ReadRequestAsync() is { } request)
            {
                var answer = answers.Dequeue();
                await connection.SendAsync(answer);
                await Task.Delay(20, Test);
                await connection.SendAsync(
                    answer.Contains("chunked", StringComparison.Ordinal) ? "01234\r\n0\r\n\r\n" : "01234");
            }
        });
        using var session = Sessions.For(server, options => options.Retry = new RetryPolicy(1) { BackoffFactor = 0 });

        await using var response = await session.StreamAsync(blocking, "/1", Test);

        Assert.Equal("01234", (await response.ReadAsync(Test)).Text);
        Assert.Equal(1, server.Connections);
        Assert.Equal(2, response.Attempts.Count);
        Assert.Equal(302, Assert.Single(response.History).StatusCode);
    }

    [Theory]
    [InlineData(false, "Content-Length: 5\r\n\r\n01234")]
    [InlineData(true, "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n0\r\n\r\n")]
    public async Task The_body_of_a_redirect_is_kept_for_who_looks_back(bool blocking, string rest)
    {
        await using var server = new RawServer(Scripts.AnswerFirst("HTTP/1.1 302 Found\r\nLocation: /2\r\n" + rest));
        using var session = Sessions.For(server);

        await using var response = await session.StreamAsync(blocking, "/1", Test);

        var redirect = Assert.Single(response.History);
        Assert.Equal("01234", redirect.Text);
        Assert.Equal("01234", redirect.Read().Text);
        Assert.Equal("ok", (await response.ReadAsync(Test)).Text);
    }

    /// <summary>A hook may read it before it is left.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_body_of_a_redirect_that_a_hook_has_read_stays_what_it_was(bool blocking)
    {
        await using var server = new RawServer(
            Scripts.AnswerFirst("HTTP/1.1 302 Found\r\nLocation: /2\r\nContent-Length: 5\r\n\r\n01234"));
        using var session = Sessions.For(
            server, options => options.OnResponse = static one => _ = one.StatusCode == 302 ? one.Read() : one);

        await using var response = await session.StreamAsync(blocking, "/1", Test);

        Assert.Equal("01234", Assert.Single(response.History).Text);
    }

    [Fact]
    public async Task An_endless_redirect_body_is_not_followed_to_its_end()
    {
        await using var server = new RawServer(async connection =>
        {
            if ((await connection.ReadRequestAsync())!.Target == "/1")
            {
                await connection.SendAsync("HTTP/1.1 302 Found\r\nLocation: /2\r\nContent-Encoding: gzip\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
                var chunk = System.Text.Encoding.ASCII.GetBytes("10000\r\n" + new string('\0', 65_536) + "\r\n");
                for (var i = 0; i < 1000; i++)
                {
                    await connection.SendAsync(chunk);
                }

                connection.Note("all of it was taken");
            }

            await connection.SendAsync(Scripts.Ok);
        });
        using var session = Sessions.For(server);

        await using var response = await session.StreamAsync(HttpMethod.Get, "/1", null, Test);

        Assert.Equal("ok", (await response.ReadAsync(Test)).Text);
        Assert.Equal(2, server.Connections);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task LeaveAsync(HttpSession session, bool blocking)
    {
        var response = await session.StreamAsync(blocking, "/", Test);
        using var chunks = response.Chunks().GetEnumerator();
        Assert.True(chunks.MoveNext());
    }
}
