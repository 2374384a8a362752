namespace Peregrine;

/// <summary>A sink as a stream that can be written, for content that knows nothing else.</summary>
internal sealed class SinkStream(BodySink sink) : Stream
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
        Blocking.Wait(sink.WriteAsync(buffer.AsMemory(offset, count)));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        sink.WriteAsync(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        sink.WriteAsync(buffer.AsMemory(offset, count)).AsTask();

    public override void Flush() => Blocking.Wait(sink.FlushAsync());

    public override Task FlushAsync(CancellationToken cancellationToken) => sink.FlushAsync().AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
