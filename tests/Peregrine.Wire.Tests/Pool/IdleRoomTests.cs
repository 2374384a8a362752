namespace Peregrine;

/// <summary>What a connection keeps while it lies idle. How many bytes that is in all, the bench measures.</summary>
[Collection(nameof(Alone))] // It fills a pool of the whole process.
public sealed class IdleRoomTests
{
    private const int Connections = 100;
    private const int Size = 16 * 1024;
    private const int Kept = 256; // By the pool of rooms.

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_idle_connection_keeps_no_room_to_read_into_from_the_collector()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var watch = new PoolWatch();
        var reads = new List<WatchedReads>();
        using var session = Session(server, Connections, inner =>
        {
            reads.Add(new WatchedReads(inner, watch));
            return reads[^1];
        });

        await UseAsync(session);

        Assert.Equal(Connections, session.GetPoolSnapshot().Idle);
        var rooms = reads.SelectMany(one => one.TakeRooms()).ToArray();
        GC.Collect();
        var kept = rooms.Count(room => room.TryGetTarget(out _));
        Assert.InRange(rooms.Length, Connections, int.MaxValue);
        Assert.InRange(kept, 0, Connections / 2); // What a thread of the pool has just used may be held by it.
        Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);
    }

    [Fact]
    public async Task A_connection_that_goes_from_hand_to_hand_keeps_its_room_until_it_lies_idle()
    {
        var go = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await go.Task;
                await connection.SendAsync(Scripts.Ok);
            }
        });
        using var watch = new PoolWatch();
        var reads = new List<WatchedReads>();
        using var session = Session(server, most: 1, inner =>
        {
            reads.Add(new WatchedReads(inner, watch));
            return reads[^1];
        });

        var calls = Enumerable.Range(0, 5).Select(_ => session.GetAsync("/", Test)).ToArray();
        go.SetResult();
        await Task.WhenAll(calls);

        var (room, returns) = Assert.Single(Assert.Single(reads).Ended.Distinct());
        Assert.InRange(watch.ReturnsOf(room), returns + 1, int.MaxValue);
    }

    private static HttpSession Session(RawServer server, int most, Func<Stream, Stream> filter) => new(new()
    {
        BaseUrl = server.Root,
        Limits = new Limits { PerOrigin = most },
        Timeout = 20,
        Filter = filter,
    });

    // All at once, so that each response has a connection and a room of its own.
    private static async Task UseAsync(HttpSession session)
    {
        var responses = new Response[Connections];
        for (var i = 0; i < Connections; i++)
        {
            responses[i] = await session.StreamAsync(HttpMethod.Get, "/", null, Test);
        }

        FillPool();
        foreach (var response in responses)
        {
            await response.AsStream().CopyToAsync(Stream.Null, Test);
            response.Dispose();
        }
    }

    // A room that is given back now is the collector's, unless its connection keeps it.
    private static void FillPool()
    {
        var rooms = new List<byte[]>();
        for (var i = 0; i < 2 * Kept; i++)
        {
            rooms.Add(ReceiveRooms.Pool.Rent(Size));
        }

        rooms.ForEach(room => ReceiveRooms.Pool.Return(room));
    }
}
