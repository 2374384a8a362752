namespace Peregrine;

/// <summary>A sink as a stream that can be written, for content that knows nothing else.</summary>
/// <param name="sink">The sink.</param>
/// <param name="isFlushed">Whether each piece is sent at once.</param>
internal sealed class SinkStream(BodySink sink, bool isFlushed = false) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        Blocking.Wait(WriteAsync(buffer.AsMemory(offset, count)));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        isFlushed ? WriteThroughAsync(buffer) : sink.WriteAsync(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => Blocking.Wait(sink.FlushAsync());

    public override Task FlushAsync(CancellationToken cancellationToken) => sink.FlushAsync().AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask WriteThroughAsync(ReadOnlyMemory<byte> buffer)
    {
        await sink.WriteAsync(buffer).ConfigureAwait(false);
        await sink.FlushAsync().ConfigureAwait(false);
    }
}
