namespace Peregrine;

/// <summary>The limits and the cancellation of a call hold while its body is streamed.</summary>
[Collection(nameof(Alone))]
public sealed class StreamedBodyLimitTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Whether the call blocks, whether its reader does, whether there is TLS.</summary>
    public static TheoryData<bool, bool, bool> Modes => new()
    {
        { false, false, false }, { false, false, true }, { true, true, false },
        { true, true, true }, { false, true, false }, { true, false, true },
    };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_pause_between_two_reads_is_limited(bool blocking, bool blockingReader, bool tls)
    {
        await using var server = new RawServer(
            Scripts.AnswerAndListen(Head + "some"), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Read = Limit.Short });
        await using var response = await session.StreamAsync(blocking, "/?secret", Test);

        await Limit.IsPassedAsync(TimeoutPhase.Read, "GET ", () => ReadAsync(response, blockingReader));
        Assert.Equal(4, response.BytesReceived);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_limit_on_the_whole_call_holds_to_the_end_of_the_body(
        bool blocking, bool blockingReader, bool tls)
    {
        await using var server = new RawServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync(Head);
                await connection.TrickleAsync(new string('x', 1000), TimeSpan.FromMilliseconds(20));
            },
            tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Total = Limit.Short });

        await Limit.IsPassedAsync(TimeoutPhase.Total, "GET ", async () =>
        {
            await using var response = await session.StreamAsync(blocking, "/?secret", Test);
            await ReadAsync(response, blockingReader);
        });
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_token_of_the_call_ends_the_reading(bool blocking, bool blockingReader, bool tls)
    {
        await using var server = new RawServer(
            Scripts.AnswerAndListen(Head + "some"), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        var isRead = new TaskCompletionSource();

        await Limit.IsCancelledAsync(
            async token =>
            {
                await using var response = await session.StreamAsync(blocking, "/", token);
                await ReadAsync(response, blockingReader, isRead.SetResult);
            },
            () => isRead.Task);
        Assert.Equal(1, await server.Ended.NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_token_of_the_reader_ends_the_reading(bool tls)
    {
        await using var server = new RawServer(
            Scripts.AnswerAndListen(Head + "some"), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        await using var response = await session.StreamAsync(blocking: false, "/", Test);
        var isRead = new TaskCompletionSource();

        await Limit.IsCancelledAsync(
            async token =>
            {
                await foreach (var chunk in response.ChunksAsync(token))
                {
                    isRead.TrySetResult();
                }
            },
            () => isRead.Task);
        Assert.Equal(1, await server.Ended.NextAsync());
    }

    [Theory]
    [InlineData(false, "Content-Length: 2000\r\n\r\n", "")]
    [InlineData(true, "Content-Length: 2000\r\n\r\n", "")]
    [InlineData(false, "Transfer-Encoding: chunked\r\n\r\n", "64\r\n")]
    [InlineData(true, "\r\n", "")]
    public async Task A_limit_on_its_size_holds_for_a_stream(bool blocking, string fields, string size)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n" + fields);
            for (var i = 0; i < 10; i++)
            {
                await connection.SendAsync(size + new string('x', 100) + (size.Length > 0 ? "\r\n" : ""));
            }

            await connection.SkipAsync(long.MaxValue);
        });
        using var session = Sessions.For(server);
        await using var response = await session.StreamAsync(blocking, "/", Test, new() { MaxResponseBytes = 500 });

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => ReadAsync(response, blocking));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.Equal(1, await server.Ended.NextAsync());
    }

    private static Task ReadAsync(Response response, bool blocking, Action? onRead = null)
    {
        return blocking ? Calls.OnOwnThread(() => response.Chunks().Sum(chunk => Seen(chunk.Length))) : LoopAsync();

        async Task LoopAsync()
        {
            await foreach (var chunk in response.ChunksAsync())
            {
                Seen(chunk.Length);
            }
        }

        int Seen(int length)
        {
            onRead?.Invoke();
            return length;
        }
    }
}
