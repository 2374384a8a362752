namespace Peregrine;

/// <summary>
/// Room to read into is rented. It goes back when a response is whole, and never while a read may still write to it,
/// however that read is ended.
/// </summary>
[Collection(nameof(Alone))] // It watches the pools of the whole process.
public sealed class ReadRoomTests
{
    private const string Half = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Room_goes_back_when_the_response_is_whole(bool tls)
    {
        using var watch = new PoolWatch();
        await using var server = Server(tls);
        WatchedReads? reads = null;
        using var session = Session(server, inner => reads = new WatchedReads(inner, watch));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);

            Assert.NotEmpty(reads!.Ended);
            Assert.All(reads.Ended, read => Assert.NotEqual(read.Returns, watch.ReturnsOf(read.Room)));
        }

        Assert.Equal(1, server.Connections);
        Assert.Empty(reads!.Failed);
    }

    [Theory]
    [InlineData("token", false)]
    [InlineData("token", true)]
    [InlineData("limit", false)]
    [InlineData("limit", true)]
    public async Task Room_under_a_read_of_a_head_that_is_ended_never_goes_back(string end, bool tls)
    {
        using var watch = new PoolWatch();
        await using var server = Server(tls);
        WatchedReads? reads = null;
        var time = new FakeTime();
        using var session = Session(server, inner => reads = new WatchedReads(inner, watch), time);
        await session.GetAsync("/", Test);
        await server.Notes.NextAsync();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Test);

        var call = session.GetAsync("/silent", caller.Token);
        await server.Notes.NextAsync();
        await EndAsync(end, call, caller, time);

        await Assert.ThrowsAnyAsync<Exception>(() => call);
        AssertNoneWentBack(reads!, watch);
    }

    [Theory]
    [InlineData("token", false)]
    [InlineData("token", true)]
    [InlineData("limit", false)]
    [InlineData("limit", true)]
    [InlineData("reset", false)]
    [InlineData("reset", true)]
    [InlineData("dispose", false)]
    [InlineData("dispose", true)]
    public async Task Room_under_a_read_of_a_body_that_is_ended_never_goes_back(string end, bool tls)
    {
        using var watch = new PoolWatch();
        await using var server = Server(tls);
        WatchedReads? reads = null;
        var time = new FakeTime();
        using var session = Session(server, inner => reads = new WatchedReads(inner, watch), time);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Test);
        using var response = await session.StreamAsync(HttpMethod.Get, "/half", null, Test);
        var (stream, buffer) = (response.AsStream(), new byte[100]);
        Assert.Equal(5, await stream.ReadAsync(buffer, Test));

        var read = stream.ReadAsync(buffer, caller.Token).AsTask();
        var connection = await server.Accepted.NextAsync();
        await (end switch
        {
            "reset" => Task.Run(connection.Reset, Test),
            "dispose" => Task.Run(response.Dispose, Test),
            _ => EndAsync(end, read, caller, time),
        });

        await Assert.ThrowsAnyAsync<Exception>(() => read);
        AssertNoneWentBack(reads!, watch);
    }

    private static RawServer Server(bool tls) => new(
        async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Target switch { "/" => Scripts.Ok, "/half" => Half, _ => "" });
                connection.Note(request.Target);
            }
        },
        tls ? TestAuthority.Loopback : null);

    private static HttpSession Session(RawServer server, Func<Stream, Stream> filter, TimeProvider? time = null) =>
        new(new()
        {
            BaseUrl = server.Root,
            Timeout = 20,
            Tls = TestAuthority.Trusted,
            Filter = filter,
            TimeProvider = time,
        });

    // By the caller's token, or by the limit, which may have been set only after the clock was moved.
    private static async Task EndAsync(string end, Task call, CancellationTokenSource caller, FakeTime time)
    {
        if (end == "token")
        {
            await caller.CancelAsync();
            return;
        }

        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }
    }

    private static void AssertNoneWentBack(WatchedReads reads, PoolWatch watch)
    {
        Assert.NotEmpty(reads.Failed);
        Assert.All(reads.Failed, read => Assert.Equal(read.Returns, watch.ReturnsOf(read.Room)));
    }
}
