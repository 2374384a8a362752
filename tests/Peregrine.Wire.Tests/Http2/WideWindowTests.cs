using System.Buffers.Binary;

namespace Peregrine;

/// <summary>
/// What a server is allowed to send (RFC 9113, section 5.2) while a response is read, and while it is not. It is 100 ms
/// away by a clock that the test moves, and its bytes come at once.
/// </summary>
[Collection(nameof(Alone))]
public sealed class WideWindowTests
{
    private const int MiB = 1024 * 1024;
    private const int First = 2 * MiB;
    private const int Most = 32 * MiB;
    private const int InitialWindowSize = 4;
    private const int Frame = 16_384;
    private const int Piece = 64 * 1024;

    // What the test has done: the server waits for it.
    private readonly TaskCompletionSource _isFar = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hasRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hasReadMore = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_response_that_is_not_read_is_given_its_first_window_and_no_more()
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            Assert.Equal(First, await BeginAsync(peer));
            await SendAsync(peer, First);
            peer.Connection.Note($"{await UpdatesAsync(peer)} more");
            await peer.Connection.SkipAsync(long.MaxValue);
        }));
        using var session = SessionFor(server, out var time);

        await using var response = await StreamAsync(session, server, time, blocking: false);

        Assert.Equal("0 more", await server.Notes.NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_is_read_as_fast_as_it_comes_is_given_a_window_as_wide_as_the_line(bool blocking)
    {
        const int Size = 48 * MiB;
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            var (sent, allowed, widest) = (0, await BeginAsync(peer), 0);
            while (sent < Size)
            {
                var count = Math.Min(allowed, Size - sent);
                await SendAsync(peer, count);
                (sent, allowed) = (sent + count, allowed - count);
                allowed += allowed == 0 ? await UpdateAsync(peer) : 0;
                Assert.InRange(allowed, 0, Most);
                widest = Math.Max(widest, allowed);
            }

            await peer.DataAsync(1, "", end: true);
            peer.Connection.Note(widest > Most - First ? "wide" : $"{widest}");
            await peer.Connection.SkipAsync(long.MaxValue);
        }));
        using var session = SessionFor(server, out var time);
        await using var response = await StreamAsync(session, server, time, blocking);
        await using var body = response.AsStream();

        Assert.Equal(Size, await ReadAsync(body, Size, blocking));
        Assert.Equal(0, await ReadAsync(body, 1, blocking));
        Assert.Equal("wide", await server.Notes.NextAsync());
    }

    [Fact]
    public async Task One_whose_reader_stays_behind_is_given_nothing_until_its_window_is_narrow_again()
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            await SendAsync(peer, await BeginAsync(peer));
            await _hasRead.Task;
            var allowed = await UpdatesAsync(peer);
            Assert.InRange(allowed, Most - First, Most);
            await SendAsync(peer, allowed);
            peer.Connection.Note($"{await UpdatesAsync(peer)} more");
            await _hasReadMore.Task;
            peer.Connection.Note($"{await UpdatesAsync(peer)} more");
            await peer.Connection.SkipAsync(long.MaxValue);
        }));
        using var session = SessionFor(server, out var time);
        await using var response = await StreamAsync(session, server, time, blocking: false);
        await using var body = response.AsStream();
        await ReadAsync(body, First, blocking: false);
        _hasRead.SetResult();
        Assert.Equal("0 more", await server.Notes.NextAsync()); // All has come.

        Assert.Equal(24 * MiB, await ReadAsync(body, 24 * MiB, blocking: false));
        _hasReadMore.SetResult();

        Assert.Equal("0 more", await server.Notes.NextAsync());
    }

    private static HttpSession SessionFor(RawServer server, out FakeTime time)
    {
        var clock = time = new FakeTime();
        return Http2Sessions.For(
            server, options => (options.TimeProvider, options.Timeout) = (clock, Timeouts.None));
    }

    private async Task<Response> StreamAsync(HttpSession session, RawServer server, FakeTime time, bool blocking)
    {
        var response = session.StreamAsync(blocking, "/", Test);
        Assert.Equal("asked", await server.Notes.NextAsync());
        time.Advance(TimeSpan.FromMilliseconds(100));
        _isFar.SetResult();
        return await response;
    }

    private static async Task<int> ReadAsync(Stream body, int count, bool blocking)
    {
        if (blocking)
        {
            return await Calls.OnOwnThread(() => Read(body, count));
        }

        var (buffer, read) = (new byte[Piece], 0);
        while (read < count
            && await body.ReadAsync(buffer.AsMemory(0, Math.Min(Piece, count - read)), Test) is > 0 and var got)
        {
            read += got;
        }

        return read;
    }

    private static int Read(Stream body, int count)
    {
        var (buffer, read) = (new byte[Piece], 0);
        while (read < count && body.Read(buffer.AsSpan(0, Math.Min(Piece, count - read))) is > 0 and var got)
        {
            read += got;
        }

        return read;
    }

    // Answers the first request when the clock was moved, and gives the window that the client begins with.
    private async Task<int> BeginAsync(Http2Peer peer)
    {
        var (frame, window) = (await peer.ReadRawFrameAsync(), 0);
        for (; frame is { Type: not FrameType.Headers }; frame = await peer.ReadRawFrameAsync())
        {
            window = frame.Type == FrameType.Settings ? WindowOf(frame.Payload) : window;
        }

        peer.Connection.Note("asked");
        await _isFar.Task;
        await peer.HeadAsync(1, end: false, ":status: 200");
        return window;
    }

    private static int WindowOf(byte[] settings) => settings.Chunk(6)
        .Where(setting => BinaryPrimitives.ReadUInt16BigEndian(setting) == InitialWindowSize)
        .Select(setting => BinaryPrimitives.ReadInt32BigEndian(setting.AsSpan(2)))
        .Single();

    private static async Task SendAsync(Http2Peer peer, int count)
    {
        for (; count > 0; count -= Math.Min(count, Frame))
        {
            await peer.FrameAsync(FrameType.Data, 0, 1, new byte[Math.Min(count, Frame)]);
        }
    }

    // The next update of the stream.
    private static async Task<int> UpdateAsync(Http2Peer peer)
    {
        Http2Frame? frame;
        do
        {
            frame = await peer.ReadRawFrameAsync();
        }
        while (frame is not { Type: FrameType.WindowUpdate, Stream: 1 });

        return BinaryPrimitives.ReadInt32BigEndian(frame.Payload);
    }

    // All updates of the stream up to now: the client has taken what was sent when it answers a question that came
    // after.
    private static async Task<int> UpdatesAsync(Http2Peer peer)
    {
        var sum = 0;
        await peer.FrameAsync(FrameType.Ping, 0, 0, new byte[8]);
        while (await peer.ReadRawFrameAsync() is { Type: not FrameType.Ping } frame)
        {
            sum += frame is { Type: FrameType.WindowUpdate, Stream: 1 }
                ? BinaryPrimitives.ReadInt32BigEndian(frame.Payload)
                : 0;
        }

        return sum;
    }
}
