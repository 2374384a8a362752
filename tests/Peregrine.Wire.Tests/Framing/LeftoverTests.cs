namespace Peregrine;

/// <summary>
/// Response splitting (RFC 9112, section 11.1): what follows a response unasked is never another one.
/// </summary>
public sealed class LeftoverTests
{
    private const string Evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nEVIL";

    public static TheoryData<string, string, string, bool> Leftovers
    {
        get
        {
            var rows = new TheoryData<string, string, string, bool>();
            foreach (var (method, head, rest) in new[]
            {
                ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", "ONE" + Evil),
                ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nO", "NE" + Evil),
                ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nONE", Evil),
                ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", "ONE\r\n"),
                ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Evil),
                ("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "3\r\nONE\r\n0\r\n\r\n" + Evil),
                ("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nONE\r\n0\r\n", "\r\n" + Evil),
                ("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nONE\r\n0\r\n\r", "\n" + Evil),
                ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n", Evil),
                ("GET", "HTTP/1.1 204 No Content\r\nContent-Length: 42\r\n\r\n", Evil),
                (
                    "GET",
                    "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "2a\r\n" + Evil + "\r\n0\r\n\r\n"),
                ("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 42\r\n\r\n", Evil),
            })
            {
                rows.Add(method, head, rest, false);
                rows.Add(method, head, rest, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Leftovers))]
    public async Task What_comes_in_one_piece_with_the_response_is_dropped(
        string method, string head, string rest, bool tls)
    {
        await AssertDroppedAsync(method, connection => connection.SendAsync(head + rest), tls);
    }

    [Theory]
    [MemberData(nameof(Leftovers))]
    public async Task What_comes_in_a_piece_of_its_own_is_dropped(string method, string head, string rest, bool tls)
    {
        await AssertDroppedAsync(
            method,
            async connection =>
            {
                await connection.SendAsync(head);
                await Task.Delay(20, connection.Stop); // Time for the head to be read by itself.
                await connection.SendAsync(rest);
            },
            tls);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task What_comes_while_the_connection_lies_idle_is_dropped(bool blocking, bool tls)
    {
        var idle = new TaskCompletionSource();
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Scripts.Ok);
                if (connection.Number == 1)
                {
                    await idle.Task;
                    await connection.SendAsync(Evil);
                    connection.Note("sent");
                    await connection.StallAsync();
                }

                await Scripts.Answer()(connection);
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        await session.GetAsync(blocking, "/1", TestContext.Current.CancellationToken);
        idle.SetResult();
        await server.Notes.NextAsync();

        var second = await session.GetAsync(blocking, "/2", TestContext.Current.CancellationToken);

        Assert.Equal("ok", second.Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_part_of_a_record_that_came_while_the_connection_lay_idle_is_no_silence(bool blocking)
    {
        var (idle, isHeld, rest) = (new TaskCompletionSource(), false, new TaskCompletionSource(
            TaskCreationOptions.RunContinuationsAsynchronously));
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Scripts.Ok);
                if (connection.Number == 1)
                {
                    await idle.Task;
                    await connection.SendAsync(Evil);
                    if (await connection.ReadRequestAsync() is not null)
                    {
                        rest.SetResult(); // It was asked once more on the same connection.
                        await connection.StallAsync();
                    }
                }
            },
            TestAuthority.Loopback);
        await using var relay = new RawServer(connection => connection.RelayAsync(server.Port, async (from, to) =>
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReadAsync(buffer, connection.Stop) is var count && count > 0)
            {
                var first = Volatile.Read(ref isHeld) ? 10 : count;
                await to.WriteAsync(buffer.AsMemory(0, first), connection.Stop);
                if (first < count)
                {
                    connection.Note("a part");
                    await rest.Task.WaitAsync(connection.Stop);
                    await to.WriteAsync(buffer.AsMemory(first, count - first), connection.Stop);
                }
            }
        }));
        using var session = Sessions.For(server, options => options.BaseUrl = $"https://127.0.0.1:{relay.Port}");
        await session.GetAsync(blocking, "/1", TestContext.Current.CancellationToken);
        Volatile.Write(ref isHeld, true);
        idle.SetResult();
        await relay.Notes.NextAsync();
        Volatile.Write(ref isHeld, false);

        var second = await session.GetAsync(blocking, "/2", TestContext.Current.CancellationToken);

        Assert.Equal("ok", second.Text);
        Assert.Equal(2, server.Connections);
    }

    private static async Task AssertDroppedAsync(string method, Func<RawConnection, Task> answer, bool tls)
    {
        foreach (var blocking in new[] { false, true })
        {
            await using var server = new RawServer(
                async connection =>
                {
                    await connection.ReadRequestAsync();
                    if (connection.Number == 1)
                    {
                        await answer(connection);
                        connection.Note("sent");
                        await connection.StallAsync();
                    }

                    await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nLEGIT");
                },
                tls ? TestAuthority.Loopback : null);
            using var session = Sessions.For(server);
            var first = await session.SendAsync(
                blocking, new HttpMethod(method), "/1", null, TestContext.Current.CancellationToken);
            await server.Notes.NextAsync();

            var second = await session.GetAsync(blocking, "/2", TestContext.Current.CancellationToken);

            Assert.Contains(first.Text, new[] { "", "ONE" });
            Assert.Equal("LEGIT", second.Text);
            Assert.Equal(2, server.Connections);
        }
    }
}
