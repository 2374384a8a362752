using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>A connection of HTTP/2 as the platform's engine reads it, so that we read along and see its end.</summary>
internal sealed class WatchedStream(Stream plain, Http2Connection connection) : ReadWriteStream(plain)
{
    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = 0;
        try
        {
            count = await Wire.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (count == 0 && !buffer.IsEmpty)
            {
                connection.NoteEnd(byServer: true);
            }
        }

        connection.NoteRead(buffer.Span[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.NoteEnd(byServer: false); // The engine gave it up.
        }

        base.Dispose(disposing);
    }
}
