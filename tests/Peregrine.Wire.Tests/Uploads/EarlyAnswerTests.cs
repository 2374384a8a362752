namespace Peregrine;

/// <summary>A server that answers before it has read the body; RFC 9112, section 9.5.</summary>
public sealed class EarlyAnswerTests
{
    private const int Size = 16 * 1024 * 1024;
    private const string TooLarge = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig";
    private const string TooLargeAndClose =
        "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool, bool> Modes
    {
        get
        {
            var rows = new TheoryData<bool, bool, bool>();
            foreach (var blocking in new[] { false, true })
            {
                rows.Add(blocking, false, false);
                rows.Add(blocking, true, false);
                rows.Add(blocking, false, true);
                rows.Add(blocking, true, true);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public Task It_reads_a_little_answers_and_closes(bool blocking, bool streamed, bool tls) =>
        AssertHeardAsync(blocking, streamed, tls, async connection =>
        {
            await connection.SkipAsync(100_000);
            await connection.SendAsync(TooLargeAndClose);
        });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task It_answers_and_reads_on(bool blocking, bool streamed, bool tls) =>
        AssertHeardAsync(blocking, streamed, tls, async connection =>
        {
            await connection.SendAsync(TooLargeAndClose);
            await connection.SkipAsync(long.MaxValue);
        });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task It_answers_half_closes_and_reads_on(bool blocking, bool streamed, bool tls) =>
        AssertHeardAsync(blocking, streamed, tls, async connection =>
        {
            await connection.SendAsync(TooLargeAndClose);
            connection.HalfClose();
            await connection.SkipAsync(long.MaxValue);
        });

    // RFC 9112, section 9.5: a client watches for an answer while it sends.
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    public Task It_answers_and_neither_reads_nor_closes(bool blocking, bool streamed, bool tls) =>
        AssertHeardAsync(blocking, streamed, tls, async connection =>
        {
            await connection.SendAsync(TooLarge);
            await connection.StallAsync();
        });

    /// <summary>
    /// No limit has to pass: the answer itself ends the sending, although the server reads nothing more.
    /// </summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_refusal_ends_the_sending_at_once(bool blocking, bool streamed, bool tls)
    {
        const int size = 64 * 1024 * 1024;
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadHeadAsync();
                await connection.SendAsync("HTTP/1.1 103 Early Hints\r\n\r\n");
                await connection.SendAsync(TooLarge);
                await answered.Task.WaitAsync(connection.Stop);
                var sent = 0L;
                try
                {
                    while (await connection.SkipSomeAsync() is var count && count > 0)
                    {
                        sent += count;
                    }
                }
                catch (IOException)
                {
                    // The client stopped in the middle of a record of TLS.
                }

                connection.Note($"{sent}");
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Timeout = Timeouts.None);
        var body = streamed ? Body.Stream(new EndlessStream(size)) : Body.Bytes(new byte[size]);

        var response = await session.SendAsync(blocking, HttpMethod.Post, "/big", new() { Body = body }, Test);
        answered.SetResult();

        Assert.Equal((413, "big"), (response.StatusCode, response.Text));
        Assert.InRange(
            long.Parse(await server.Notes.NextAsync(), System.Globalization.CultureInfo.InvariantCulture), 0, size / 2);
    }

    /// <summary>The source of the body waits for something of its own, perhaps for ever; the answer is here.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_does_not_wait_for_the_source_of_the_body(bool tls)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(
            async connection =>
            {
                if (connection.Number > 1)
                {
                    await Scripts.Answer()(connection);
                    return;
                }

                await connection.ReadHeadAsync();
                await connection.SendAsync(TooLarge);
                await connection.SkipAsync(long.MaxValue);
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Timeout = Timeouts.None);

        var response = await session.PostAsync("/", new() { Body = Body.Chunks(WaitingAsync()) }, Test);
        source.SetResult();

        Assert.Equal((413, "big"), (response.StatusCode, response.Text));
        Assert.Equal("ok", (await session.GetAsync("/next", Test)).Text);

        async IAsyncEnumerable<byte[]> WaitingAsync()
        {
            yield return new byte[1000];
            await source.Task;
            yield return new byte[1000];
        }
    }

    /// <summary>The limit on reading holds after an upload as after any other request.</summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_body_that_stalls_after_an_upload_ends_at_the_read_limit(bool blocking, bool streamed, bool tls)
    {
        const int size = 200_000;
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadHeadAsync();
                await connection.SkipAsync(size);
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
                await connection.StallAsync();
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(
            server, options => options.Timeout = new Timeouts { Read = TimeSpan.FromMilliseconds(500) });
        var body = streamed ? Body.Stream(new EndlessStream(size), length: size) : Body.Bytes(new byte[size]);

        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(
            () => session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = body }, Test)
                .WaitAsync(TimeSpan.FromSeconds(20), Test));

        Assert.Equal(TimeoutPhase.Read, failure.Phase);
    }

    /// <summary>A server may say that all is well and go on reading.</summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public async Task An_early_success_ends_nothing(bool blocking, bool streamed, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                while (await connection.ReadHeadAsync() is not null)
                {
                    await connection.SendAsync(Scripts.Ok);
                    connection.Note($"{await connection.SkipAsync(Size)}");
                }
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        for (var i = 0; i < 2; i++)
        {
            var body = streamed ? Body.Stream(new EndlessStream(Size), length: Size) : Body.Bytes(new byte[Size]);

            var response = await session.SendAsync(blocking, HttpMethod.Post, "/big", new() { Body = body }, Test);

            Assert.Equal((200, "ok"), (response.StatusCode, response.Text));
            Assert.Equal($"{Size}", await server.Notes.NextAsync());
        }

        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_an_answer_the_broken_upload_is_the_failure(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SkipAsync(100_000);
        });
        using var session = Sessions.For(server);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() =>
            session.SendAsync(blocking, HttpMethod.Put, "/", new() { Body = Body.Bytes(new byte[Size]) }, Test));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Contains("sending", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    private static async Task AssertHeardAsync(bool blocking, bool streamed, bool tls, Func<RawConnection, Task> answer)
    {
        await using var server = new RawServer(
            async connection =>
            {
                if (connection.Number > 1)
                {
                    await Scripts.Answer()(connection);
                    return;
                }

                await connection.ReadHeadAsync();
                await answer(connection);
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Timeout = 1);
        var body = streamed ? Body.Stream(new EndlessStream(Size)) : Body.Bytes(new byte[Size]);

        var response = await session.SendAsync(blocking, HttpMethod.Post, "/big", new() { Body = body }, Test);
        var next = await session.GetAsync(blocking, "/next", Test);

        Assert.Equal(413, response.StatusCode);
        Assert.Equal("big", response.Text);
        Assert.Single(response.Attempts);
        Assert.Equal("ok", next.Text);
    }
}
