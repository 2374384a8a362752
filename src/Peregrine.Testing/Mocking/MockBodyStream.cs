namespace Peregrine;

/// <summary>A body that comes in chunks, with time between them, and may be cut off.</summary>
internal sealed class MockBodyStream(byte[][] chunks, TimeSpan pause, long? cut, TimeProvider time) : Stream
{
    private long _given;
    private int _chunk;
    private int _offset;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (_chunk < chunks.Length && _offset == chunks[_chunk].Length && _given != cut)
        {
            if (_chunk + 1 < chunks.Length && pause != TimeSpan.Zero)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }

            (_chunk, _offset) = (_chunk + 1, 0);
        }

        if (_given == cut || (_chunk == chunks.Length && cut is not null))
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }

        return _chunk == chunks.Length ? 0 : Give(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Give(Span<byte> buffer)
    {
        var count = (int)Math.Min(
            Math.Min(chunks[_chunk].Length - _offset, buffer.Length), cut - _given ?? long.MaxValue);
        chunks[_chunk].AsSpan(_offset, count).CopyTo(buffer);
        _offset += count;
        _given += count;
        return count;
    }
}
