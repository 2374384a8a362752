namespace Peregrine;

/// <summary>
/// A body is given up while it is read. Who gives it up asks first whether the connection is still the body's: one that
/// went back to the pool serves another call by then, and one that was aborted is closed by the read that was under
/// way.
/// </summary>
public sealed class OneOwnerTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool, bool> Modes => new()
    {
        { false, false, false }, { false, false, true }, { false, true, false }, { false, true, true },
        { true, false, false }, { true, false, true }, { true, true, false }, { true, true, true },
    };

    /// <summary>
    /// The read ends well, although the response is disposed in the middle of it: it closes what nobody else will.
    /// </summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_place_comes_back_when_a_response_is_given_up_while_it_is_read(
        bool blocking, bool isHttp2, bool byToken)
    {
        await using var server = BigServer.Start(isHttp2);
        using var session = BigServer.SessionFor(server, isHttp2);
        for (var i = 0; i < 4; i++)
        {
            using var reader = CancellationTokenSource.CreateLinkedTokenSource(Test);
            Response? response = null;
            var options = new RequestOptions
            {
                DownloadProgress = new Told(_ => GiveUp(byToken, response!, reader)),
            };
            response = await session.StreamAsync(blocking, "/200", Test, options);

            Assert.NotNull(await Record.ExceptionAsync(() => ReadAsync(response, blocking && !byToken, reader.Token)));

            response.Dispose();
        }

        var snapshot = session.GetPoolSnapshot();
        Assert.Equal((0, 0, 0L), (snapshot.InUse, snapshot.Streams, snapshot.Abandoned));
        Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);
    }

    /// <summary>The body is whole, and its connection serves another call, when its reader gives it up.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_body_that_is_whole_does_not_break_the_call_that_came_after(bool blocking, bool byToken)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(Scripts.Ok);
            await connection.ReadRequestAsync();
            connection.Note("another call is under way");
            await gate.Task.WaitAsync(connection.Stop);
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nanother");
        });
        using var session = Sessions.For(server, options => options.Limits = new Limits { PerOrigin = 1 });
        using var reader = CancellationTokenSource.CreateLinkedTokenSource(Test);
        Task<Response>? another = null;
        Response? response = null;
        var options = new RequestOptions
        {
            DownloadProgress = new Told(transfer =>
            {
                if (transfer.IsDone && another is null)
                {
                    another = Task.Run(
                        () => session.PostAsync("/another", new() { Body = Body.Text("x") }, Test), Test);
                    _ = server.Notes.NextAsync().GetAwaiter().GetResult();
                    GiveUp(byToken, response!, reader);
                }
            }),
        };
        response = await session.StreamAsync(blocking, "/", Test, options);

        _ = await Record.ExceptionAsync(() => ReadAsync(response, blocking && !byToken, reader.Token));
        gate.SetResult();

        Assert.Equal("another", (await another!).Text);
        Assert.Equal(1, server.Connections);
    }

    /// <summary>By plain racing, in bounded number: nobody else's call fails, and every place comes back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_of_others_outlive_a_storm_of_responses_that_are_disposed_while_they_are_read(bool isHttp2)
    {
        await using var server = isHttp2
            ? new RawServer(Http2Peer.Script(Http2Peer.EchoAsync))
            : new RawServer(
                Scripts.Answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n"));
        using var session = BigServer.SessionFor(
            server, isHttp2, options => options.Limits = new Limits { PerOrigin = 4 });
        var storm = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(StormAsync, Test)));

        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(200, (await session.PostAsync("/", new() { Body = Body.Text("x") }, Test)).StatusCode);
        }

        await storm;
        var snapshot = session.GetPoolSnapshot();
        Assert.Equal((0, 0, 0L), (snapshot.InUse, snapshot.Streams, snapshot.Abandoned));

        async Task StormAsync()
        {
            for (var i = 0; i < 300; i++)
            {
                var response = await session.StreamAsync(HttpMethod.Get, "/", null, Test);
                var read = Task.Run(() => response.AsStream().CopyToAsync(Stream.Null, Test), Test);
                var given = Task.Run(response.Dispose, Test);
                _ = await Record.ExceptionAsync(() => read);
                await given;
            }
        }
    }

    [Fact]
    public async Task Two_reads_at_once_of_one_body_are_refused_and_the_first_goes_on()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
            await gate.Task.WaitAsync(connection.Stop);
            await connection.SendAsync("whole"[..4]);
        });
        using var session = Sessions.For(server);
        await using var response = await session.StreamAsync(HttpMethod.Get, "/", null, Test);
        await using var body = response.AsStream();
        var first = body.ReadAtLeastAsync(new byte[4], 4, cancellationToken: Test);

        var second = await Assert.ThrowsAsync<InvalidOperationException>(
            () => body.ReadAsync(new byte[4], Test).AsTask());
        gate.SetResult();

        Assert.Contains("one read at a time", second.Message, StringComparison.Ordinal);
        Assert.Equal(4, await first);
    }

    private static void GiveUp(bool byToken, Response response, CancellationTokenSource reader)
    {
        if (byToken)
        {
            reader.Cancel();
        }
        else
        {
            response.Dispose();
        }
    }

    private static Task ReadAsync(Response response, bool blocking, CancellationToken token) => blocking
        ? Calls.OnOwnThread<object?>(() =>
        {
            foreach (var chunk in response.Chunks())
            {
                _ = chunk.Length;
            }

            return null;
        })
        : response.AsStream().CopyToAsync(Stream.Null, token);

    private sealed class Told(Action<Transfer> action) : IProgress<Transfer>
    {
        public void Report(Transfer value) => action(value);
    }
}
