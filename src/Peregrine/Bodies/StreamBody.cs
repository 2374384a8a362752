using System.Buffers;

namespace Peregrine;

/// <summary>A stream of the caller's, sent once from where it stands.</summary>
internal sealed class StreamBody : Body
{
    private const int ChunkSize = 65_536;
    private readonly Stream _stream;
    private long? _length;
    private bool _isSent;

    internal StreamBody(Stream stream, string? contentType, long? length)
        : base(contentType)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
        {
            throw new ArgumentException("The stream can't be read.", nameof(stream));
        }

        if (length < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A length can't be negative.");
        }

        _stream = stream;
        _length = length;
    }

    /// <summary>What a seekable stream has to give, which counts from the moment when it is sent.</summary>
    public override long? Length =>
        _length ?? (_stream.CanSeek ? Math.Max(0, _stream.Length - _stream.Position) : null);

    public override bool IsReplayable => false;

    internal override bool HasBegun => _isSent;

    internal override Body Measured()
    {
        _length = Length;
        return this;
    }

    internal override async ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        OneShot.Claim(ref _isSent);
        _length = Length;
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var read = -1;
        for (var left = Length ?? long.MaxValue; left > 0 && read != 0; left -= read)
        {
            var wanted = buffer.AsMemory(0, (int)Math.Min(ChunkSize, left));
            read = await ReadAsync(wanted, isFirst: read < 0, sink, call).ConfigureAwait(false);
            if (read == 0 && Length is not null)
            {
                throw new IOException($"The stream ended {left} bytes before the {Length} that were promised.");
            }

            if (read > 0)
            {
                await sink.WriteAsync(wanted[..read]).ConfigureAwait(false);
            }
        }

        // Not after a failure: a read, or a stream that the piece was written to, may still use it.
        ArrayPool<byte>.Shared.Return(buffer);
    }

    // The server gets what there is while the stream takes its time. A stream that can seek has its bytes. A blocking
    // read does not say before whether it will wait, so all that came before it leaves; the head alone stays for the
    // first piece, because no answer of the server is looked for before that.
    private async ValueTask<int> ReadAsync(Memory<byte> into, bool isFirst, BodySink sink, CallContext call)
    {
        if (call.IsBlocking)
        {
            if (!isFirst && !_stream.CanSeek)
            {
                await sink.FlushAsync().ConfigureAwait(false);
            }

            return _stream.Read(into.Span);
        }

        var reading = _stream.ReadAsync(into, call.CancellationToken);
        if (!reading.IsCompleted && !_stream.CanSeek)
        {
            await sink.FlushAsync().ConfigureAwait(false);
        }

        return await reading.ConfigureAwait(false);
    }
}
