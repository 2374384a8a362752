namespace Peregrine;

/// <summary>A loop over events is one call: what limits the whole call limits all its connections and pauses.</summary>
[Collection(nameof(Alone))]
public sealed class EventTotalTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "retry: 100\ndata: one\n\n", false)]
    [InlineData(true, "retry: 100\ndata: one\n\n", false)]
    [InlineData(false, "retry: 60000\ndata: one\n\n", false)]
    [InlineData(true, "retry: 60000\ndata: one\n\n", false)]
    [InlineData(false, "data: one\n\n", true)]
    [InlineData(true, "data: one\n\n", true)]
    public async Task It_ends_when_its_time_is_over(bool blocking, string events, bool stays)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(
                $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n{events}");
            if (stays)
            {
                await connection.StallAsync();
            }
        });
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Total = Limit.Short });

        await Limit.IsPassedAsync(TimeoutPhase.Total, $"GET {server.Root}/x", () => blocking
            ? Calls.OnOwnThread(() => session.Events("/x?token=secret", null, Test).Count())
            : session.EventsAsync("/x?token=secret", null, Test).CountAsync(Test).AsTask());
    }
}
