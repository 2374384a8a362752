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
        try
        {
            for (var left = Length ?? long.MaxValue; left > 0;)
            {
                var wanted = buffer.AsMemory(0, (int)Math.Min(ChunkSize, left));
                var read = call.IsBlocking
                    ? _stream.Read(wanted.Span)
                    : await _stream.ReadAsync(wanted, call.CancellationToken).ConfigureAwait(false);
                if (read == 0 && Length is not null)
                {
                    throw new IOException($"The stream ended {left} bytes before the {Length} that were promised.");
                }

                if (read == 0)
                {
                    return;
                }

                await sink.WriteAsync(wanted[..read]).ConfigureAwait(false);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
