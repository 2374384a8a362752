namespace Peregrine;

[Collection(nameof(Alone))]
public sealed class CancellationStormTests
{
    private const int Calls = 2000;
    private const int Places = 8;

    private readonly TaskCompletionSource _together = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _here;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task No_place_is_lost_and_no_answer_is_taken_for_anothers(int seed, bool tls)
    {
        await using var server = new RawServer(EchoAsync, tls ? TestAuthority.Loopback : null);
        var session = Sessions.For(
            server, options => (options.Limits, options.Timeout) = (new Limits { PerOrigin = Places }, 30));
        var random = new Random(seed);
        var plans = Enumerable.Range(0, Calls)
            .Select(
                i => (Id: i, Blocking: random.Next(2) == 0, Patience: random.Next(4) == 0 ? -1 : random.Next(0, 12)))
            .ToArray();
        var ended = 0;

        await Parallel.ForEachAsync(
            plans, new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = Test }, async (plan, token) =>
            {
                using var caller = CancellationTokenSource.CreateLinkedTokenSource(token);
                caller.CancelAfter(plan.Patience);
                try
                {
                    var response = await session.GetAsync(plan.Blocking, $"/{plan.Id}", caller.Token);
                    Assert.Equal($"/{plan.Id}", response.Text);
                }
                catch (OperationCanceledException end)
                {
                    Assert.Equal(caller.Token, end.CancellationToken);
                    Interlocked.Increment(ref ended);
                }
            });

        Assert.InRange(ended, 1, Calls - 1);
        await AssertEveryPlaceIsFreeAsync(session, server);
        session.Dispose();
        for (var i = 0; i < server.Connections; i++)
        {
            await server.Ended.NextAsync();
        }

        Assert.Equal(0, server.OpenConnections);
    }

    // Answers with the target, in one piece or in several, at once or a moment later; the last are answered when they
    // are all here.
    private async Task EchoAsync(RawConnection connection)
    {
        var random = new Random(connection.Number);
        while (await connection.ReadRequestAsync() is { } request)
        {
            if (request.Target.StartsWith("/last", StringComparison.Ordinal))
            {
                await MeetAsync();
            }
            else if (random.Next(3) == 0)
            {
                await Task.Delay(random.Next(1, 5), connection.Stop);
            }

            var text = request.Target;
            var raw = random.Next(2) == 0
                ? $"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n{text}"
                : $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{text[0]}\r\n{text.Length - 1:x}\r\n"
                    + $"{text[1..]}\r\n0\r\n\r\n";
            var cut = random.Next(raw.Length);
            await connection.SendAsync(raw[..cut]);
            await Task.Yield();
            await connection.SendAsync(raw[cut..]);
        }
    }

    private Task MeetAsync()
    {
        if (Interlocked.Increment(ref _here) == Places)
        {
            _together.SetResult();
        }

        return _together.Task;
    }

    // As many calls as there are places are under way at once, on connections of which none is left over.
    private static async Task AssertEveryPlaceIsFreeAsync(HttpSession session, RawServer server)
    {
        var all = await Task.WhenAll(
            Enumerable.Range(0, Places).Select(i => session.GetAsync(blocking: i % 2 == 0, $"/last{i}", Test)));
        Assert.Equal(Enumerable.Range(0, Places).Select(i => $"/last{i}"), all.Select(response => response.Text));
        Assert.True(
            SpinWait.SpinUntil(() => server.OpenConnections <= Places, 5000),
            $"{server.OpenConnections} connections are open.");
    }
}
