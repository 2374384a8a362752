namespace Peregrine;

/// <summary>
/// A small body under the platform's client lies in pooled memory, which goes back once, and never while a reader has
/// it.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class WholeContentTests : IDisposable
{
    private readonly PoolWatch _watch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _watch.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_memory_goes_back_when_the_stream_is_at_its_end(bool blocking)
    {
        var (content, array) = Content("hello");
        await using var stream = blocking ? content.ReadAsStream(Token) : await content.ReadAsStreamAsync(Token);
        var buffer = new byte[3];

        Assert.Equal(3, blocking ? stream.Read(buffer) : await stream.ReadAsync(buffer, Token));
        Assert.Equal(0, _watch.ReturnsOf(array));
        Assert.Equal(2, blocking ? stream.Read(buffer) : await stream.ReadAsync(buffer, Token));
        Assert.Equal(1, _watch.ReturnsOf(array));
        Assert.Equal(0, blocking ? stream.Read(buffer) : await stream.ReadAsync(buffer, Token));
        content.Dispose();

        Assert.Equal(1, _watch.ReturnsOf(array));
    }

    [Fact]
    public async Task The_memory_goes_back_when_the_content_was_copied()
    {
        var (content, array) = Content("hello");

        Assert.Equal("hello", await content.ReadAsStringAsync(Token));
        Assert.Equal(1, _watch.ReturnsOf(array));
        Assert.Equal("hello", await content.ReadAsStringAsync(Token)); // The platform keeps it now.
        content.Dispose();

        Assert.Equal(1, _watch.ReturnsOf(array));
    }

    [Fact]
    public void The_memory_goes_back_when_the_content_is_disposed_of()
    {
        var (content, array) = Content("hello");
        var stream = content.ReadAsStream(Token);
        content.Dispose();
        content.Dispose();

        Assert.Equal(1, _watch.ReturnsOf(array));
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
    }

    [Fact]
    public async Task The_memory_does_not_go_back_while_it_is_copied()
    {
        var (content, array) = Content("hello");
        using var target = new WaitingStream();
        var copying = content.CopyToAsync(target, Token);
        content.Dispose();
        Assert.Equal(0, _watch.ReturnsOf(array));

        target.Go.SetResult();
        await copying;

        Assert.Equal(1, _watch.ReturnsOf(array));
    }

    [Fact]
    public async Task A_body_that_was_read_is_not_read_again()
    {
        var (content, _) = Content("hello");
        await content.CopyToAsync(Stream.Null, Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => content.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task A_body_in_memory_of_its_own_is()
    {
        using var content = new WholeContent("hello"u8.ToArray());
        await content.CopyToAsync(Stream.Null, Token);

        Assert.Equal("hello", await content.ReadAsStringAsync(Token));
    }

    private static (WholeContent Content, byte[] Array) Content(string text)
    {
        var pooled = new BodyBuffer(64);
        pooled.Advance(System.Text.Encoding.ASCII.GetBytes(text, pooled.Free(64).Span));
        return (new WholeContent(pooled), PoolWatch.ArrayOf(pooled.WrittenMemory()));
    }

    private sealed class WaitingStream : MemoryStream
    {
        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await Go.Task;
    }
}
