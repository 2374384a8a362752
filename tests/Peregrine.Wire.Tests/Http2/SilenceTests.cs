namespace Peregrine;

/// <summary>A connection that falls silent while requests are under way (RFC 9113, section 6.7).</summary>
[Collection(nameof(Alone))]
public sealed class SilenceTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_and_then_left()
    {
        var time = new FakeTime();
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            await peer.ReadRequestAsync();
            var pings = new List<byte>();
            while (await peer.ReadRawFrameAsync() is { } frame)
            {
                if (frame.Type != FrameType.Ping)
                {
                    continue;
                }

                // The first is answered, and our own tells when that answer has been read.
                pings.Add(frame.Flags);
                if (pings.Count == 1)
                {
                    await peer.FrameAsync(FrameType.Ping, 1, 0, frame.Payload);
                    await peer.FrameAsync(FrameType.Ping, 0, 0, frame.Payload);
                }
                else
                {
                    peer.Connection.Note(string.Join(' ', pings));
                }
            }
        }));
        using var session = Http2Sessions.For(
            server, options => (options.TimeProvider, options.Timeout) = (time, Timeouts.None));
        var call = session.GetAsync("/", Test);
        await server.Arrivals.NextAsync();

        await UntilAsync(server, time, TimeSpan.FromSeconds(31), "0 1");
        await UntilAsync(server, time, TimeSpan.FromSeconds(31), "0 1 0");
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(
            HttpRequestError.ResponseEnded, (await Assert.ThrowsAsync<ProtocolException>(() => call)).HttpRequestError);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    private static async Task UntilAsync(RawServer server, FakeTime time, TimeSpan step, string note)
    {
        time.Advance(step);
        Assert.Equal(note, await server.Notes.NextAsync());
    }
}
