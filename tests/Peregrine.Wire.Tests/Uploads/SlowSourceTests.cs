namespace Peregrine;

/// <summary>
/// The limit on sending is on what the server takes, not on how long a body takes to make its pieces.
/// </summary>
public sealed class SlowSourceTests
{
    private const int Size = 2_000_000;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes => Uploading.Modes;

    /// <summary>The system takes small bodies at once; a write of the larger ones has to wait.</summary>
    [Theory]
    [InlineData(false, 1000)]
    [InlineData(true, 1000)]
    [InlineData(false, Size)]
    [InlineData(true, Size)]
    public async Task A_stream_may_take_its_time(bool blocking, int size)
    {
        var time = new FakeTime();
        await using var server = new RawServer(Scripts.Answer(), receiveBuffer: 16 * 1024);
        using var session = new HttpSession(new()
        {
            BaseUrl = server.Root,
            Timeout = new Timeouts { Send = TimeSpan.FromSeconds(5), Total = TimeSpan.FromHours(10) },
            TimeProvider = time,
        });

        var response = await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = Body.Stream(new Slow(time, size), length: size) }, Test);

        Assert.Equal("ok", response.Text);
        Assert.Equal(size, server.Requests[0].Body.Length);
    }

    private sealed class Slow(FakeTime time, int length) : ReadOnlyStream
    {
        private readonly EndlessStream _bytes = new(length);

        public override int Read(Span<byte> buffer)
        {
            time.Advance(Long);
            return _bytes.Read(buffer);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        protected override void Dispose(bool disposing)
        {
            _bytes.Dispose();
            base.Dispose(disposing);
        }
    }
}
