namespace Peregrine;

/// <summary>A stream of a connection: it reads and writes and can't seek. What a derived one does not change goes to the stream below.</summary>
internal abstract class ReadWriteStream(Stream wire) : ReadOnlyStream
{
    public override bool CanWrite => true;

    protected Stream Wire { get; } = wire;

    public override void Write(ReadOnlySpan<byte> buffer) => Wire.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Wire.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Wire.Dispose();
        }

        base.Dispose(disposing);
    }
}
