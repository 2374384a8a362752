namespace Peregrine;

/// <summary>Asking before a body is sent (RFC 9110, section 10.1.1).</summary>
public sealed class ExpectTests
{
    private const string Continue = "HTTP/1.1 100 Continue\r\n\r\n";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes =>
        new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_body_waits_for_the_word(bool blocking, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                while (await connection.ReadHeadAsync() is not null)
                {
                    await Task.Delay(50, Test);
                    connection.Note("nothing yet");
                    await connection.SendAsync(Continue);
                    await connection.SkipAsync(5);
                    await connection.SendAsync(Scripts.Ok);
                }
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.ExpectContinue = Long);
        for (var i = 0; i < 2; i++)
        {
            var response = await session.SendAsync(
                blocking,
                HttpMethod.Put,
                "/",
                new() { Body = Body.Stream(Pipe.Of("hello"u8.ToArray()), length: 5) },
                Test);

            Assert.Equal("ok", response.Text);
            Assert.Single(response.Attempts);
        }

        Assert.All(server.Requests, request => Assert.Equal("100-continue", request.Field("Expect")));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_takes_the_field_away_does_not_ask(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options => options.ExpectContinue = Long);

        await session.SendAsync(
            blocking, HttpMethod.Put, "/", new() { Body = Body.Text("hello"), Headers = { ["expect"] = null } }, Test);

        Assert.Null(Assert.Single(server.Requests).Field("Expect"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Without_a_word_the_body_is_sent_when_the_wait_is_over(bool blocking, bool tls)
    {
        await using var server = new RawServer(Scripts.Answer(), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.ExpectContinue = TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(
                "ok",
                (await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("hello") }, Test))
                    .Text);
        }

        Assert.All(server.Requests, request => Assert.Equal("hello"u8.ToArray(), request.Body));
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task An_answer_in_the_place_of_the_word_keeps_the_body_here_and_ends_the_connection(
        bool blocking, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                var head = await connection.ReadHeadAsync();
                await connection.SendAsync(
                    head!.Target == "/1" ? "HTTP/1.1 413 Too large\r\nContent-Length: 5\r\n\r\nlarge" : Scripts.Ok);
                connection.Note($"{await connection.SkipAsync(long.MaxValue)} more");
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.ExpectContinue = Long);

        var response = await session.SendAsync(
            blocking, HttpMethod.Put, "/1", new() { Body = Body.Stream(new EndlessStream()) }, Test);
        Assert.Equal((413, "large"), (response.StatusCode, response.Text));
        Assert.Equal("0 more", await server.Notes.NextAsync());
        await session.SendAsync(blocking, HttpMethod.Get, "/2", null, Test);
        Assert.Equal(2, server.Connections);
        Assert.Null(server.Requests[1].Field("Expect"));
    }

    /// <summary>
    /// After a 100 the content follows (RFC 9110, section 15.2.1), and a success without it is no refusal either.
    /// </summary>
    [Theory]
    [InlineData(false, Continue + Scripts.Ok)]
    [InlineData(true, Continue + Scripts.Ok)]
    [InlineData(false, Scripts.Ok)]
    [InlineData(true, Scripts.Ok)]
    [InlineData(false, "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok")]
    public async Task A_success_that_comes_early_withholds_nothing(bool blocking, string answer)
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadHeadAsync() is not null)
            {
                await connection.SendAsync(answer);
                connection.Note($"{await connection.SkipAsync(100_000)}");
            }
        });
        using var session = Sessions.For(server, options => options.ExpectContinue = Long);
        foreach (var body in (Body[])
        [
            Body.Bytes(new byte[100_000]),
            Body.Stream(new EndlessStream(100_000), length: 100_000),
        ])
        {
            var response = await session.SendAsync(blocking, HttpMethod.Put, "/", new() { Body = body }, Test);

            Assert.Equal("ok", response.Text);
            Assert.Equal("100000", await server.Notes.NextAsync());
        }

        Assert.Equal(1, server.Connections);
    }

    /// <summary>A server that changes its mind: what it said last counts.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_right_after_the_word_withholds_the_body(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(Continue + "HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno");
            connection.Note($"{await connection.SkipAsync(long.MaxValue)}");
        });
        using var session = Sessions.For(server, options => options.ExpectContinue = Long);

        var response = await session.SendAsync(
            blocking, HttpMethod.Put, "/", new() { Body = Body.Bytes(new byte[100_000]) }, Test);

        Assert.Equal((401, "no"), (response.StatusCode, response.Text));
        Assert.Equal("0", await server.Notes.NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_will_not_be_asked_is_sent_the_body_at_once(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            var head = await connection.ReadHeadAsync();
            if (head!.Field("Expect") is not null)
            {
                await connection.SendAsync("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
                await connection.SkipAsync(long.MaxValue);
                return;
            }

            await connection.SkipAsync(5);
            await connection.SendAsync(Scripts.Ok);
        });
        using var session = Sessions.For(server, options => options.ExpectContinue = Long);

        var response = await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(Pipe.Of("hello"u8.ToArray())) }, Test);

        Assert.Equal("ok", response.Text);
        Assert.Equal(
            [AttemptReason.Expectation, AttemptReason.Final], response.Attempts.Select(attempt => attempt.Reason));
        Assert.Equal([417, 200], response.Attempts.Select(attempt => attempt.StatusCode!.Value));
        Assert.Equal([true, false], server.Requests.Select(request => request.Field("Expect") is not null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_closes_in_place_of_a_word_is_a_failure(bool blocking)
    {
        await using var server = new RawServer(connection => connection.ReadHeadAsync());
        using var session = Sessions.For(server, options => options.ExpectContinue = Long);

        await Assert.ThrowsAsync<ProtocolException>(
            () => session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("hello") }, Test));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_the_wait(bool blocking)
    {
        await using var server = new RawServer(Scripts.Stall);
        using var session = Sessions.For(server, options => options.ExpectContinue = Long);

        await Limit.IsCancelledAsync(
            token => session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("hello") }, token),
            async () => await server.Accepted.NextAsync());
    }

    [Fact]
    public async Task A_silent_server_is_named_as_the_reading_that_took_too_long()
    {
        await using var server = new RawServer(Scripts.AnswerAndListen());
        using var session = Sessions.For(server, options =>
        {
            options.ExpectContinue = TimeSpan.FromMilliseconds(50);
            options.Timeout = new Timeouts { Read = TimeSpan.FromMilliseconds(200) };
        });
        foreach (var blocking in new[] { false, true })
        {
            var failure = await Assert.ThrowsAsync<RequestTimeoutException>(
                () => session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("hello") }, Test));
            Assert.Equal(TimeoutPhase.Read, failure.Phase);
        }
    }
}
