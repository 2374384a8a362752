using System.Buffers;

namespace Peregrine;

/// <summary>A body as a stream that can be read. It reads as the call of the source does, blocking or not.</summary>
internal sealed class SourceStream(BodySource source) : ReadOnlyStream
{
    public override int Read(byte[] buffer, int offset, int count) =>
        Blocking.Result(source.ReadAsync(buffer.AsMemory(offset, count)));

    public override int Read(Span<byte> buffer)
    {
        var rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            var read = Read(rented, 0, buffer.Length);
            rented.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        source.ReadAsync(buffer);
}
