namespace Peregrine;

/// <summary>
/// Between the head of a streamed response and the caller who gets it, code of the caller's runs. Whatever it does, the
/// connection has an owner: nothing is left in use, and nothing is left to the garbage collector.
/// </summary>
public sealed class HeadToOwnerTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<Between, Door, bool, bool> Places
    {
        get
        {
            var rows = new TheoryData<Between, Door, bool, bool>();
            foreach (var place in Enum.GetValues<Between>())
            {
                foreach (var door in Enum.GetValues<Door>())
                {
                    rows.Add(place, door, false, false);
                    rows.Add(place, door, false, true);
                    rows.Add(place, door, true, false);
                    rows.Add(place, door, true, true);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_exception_leaves_no_connection_in_use(Between place, Door door, bool blocking, bool isHttp2)
    {
        await using var server = BigServer.Start(isHttp2);
        using var session = SessionWith(
            server, isHttp2, place, static _ => throw new ArithmeticException("of the caller's"));

        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<ArithmeticException>(
                () => door.GoAsync(session, blocking, BetweenCode.PathOf(place), Test));
        }

        await IsWholeAsync(session);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_cancellation_leaves_no_connection_in_use(Between place, Door door, bool blocking, bool isHttp2)
    {
        await using var server = BigServer.Start(isHttp2);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var token = caller.Token;
        using var session = SessionWith(server, isHttp2, place, _ =>
        {
            caller.Cancel();
            token.ThrowIfCancellationRequested();
        });

        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => door.GoAsync(session, blocking, BetweenCode.PathOf(place), token));

        Assert.Equal(token, end.CancellationToken);
        await IsWholeAsync(session);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_dispose_leaves_no_connection_in_use(Between place, Door door, bool blocking, bool isHttp2)
    {
        await using var server = BigServer.Start(isHttp2);
        using var session = SessionWith(server, isHttp2, place, static response => response.Dispose());

        for (var i = 0; i < 3; i++)
        {
            Assert.NotNull(await Record.ExceptionAsync(
                () => door.GoAsync(session, blocking, BetweenCode.PathOf(place), Test)));
        }

        await IsWholeAsync(session);
    }

    private static HttpSession SessionWith(RawServer server, bool isHttp2, Between place, Action<Response> code) =>
        BigServer.SessionFor(server, isHttp2, options => BetweenCode.Put(place, options, response =>
        {
            if (response.Request.Url.AbsolutePath != "/")
            {
                code(response);
            }
        }));

    private static async Task IsWholeAsync(HttpSession session)
    {
        var snapshot = session.GetPoolSnapshot();
        Assert.Equal((0, 0, 0L), (snapshot.InUse, snapshot.Streams, snapshot.Abandoned));
        Assert.Equal("ok", (await session.GetAsync("/", Test)).Text);
    }
}
