using System.Buffers;

namespace Peregrine;

/// <summary>The coding zstd (RFC 8878), every frame of it, by the system's library.</summary>
internal sealed class ZstdStream(Stream coded, ZstdLibrary library) : ReadOnlyStream
{
    private readonly ZstdContext _context = new(library);
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _start;
    private int _end;
    private bool _isFrameOver = true;
    private bool _mayHoldBack;

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (TryDecode(buffer, out var written) || buffer.IsEmpty || !Fill(coded.Read(_bytes, 0, _bytes.Length)))
            {
                return written;
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryDecode(buffer.Span, out var written) || buffer.IsEmpty
                || !Fill(await coded.ReadAsync(_bytes, cancellationToken).ConfigureAwait(false)))
            {
                return written;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _context.Dispose();
            coded.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryDecode(Span<byte> buffer, out int written)
    {
        written = 0;
        while (written == 0 && !buffer.IsEmpty && (_start < _end || _mayHoldBack))
        {
            (var read, written, _isFrameOver) = _context.Decode(_bytes.AsSpan(_start.._end), buffer);
            _start += read;
            _mayHoldBack = written == buffer.Length && !_isFrameOver;
        }

        return written > 0;
    }

    private bool Fill(int read)
    {
        (_start, _end) = (0, read);
        return read > 0 || (_isFrameOver ? false : throw new CodedDataException("The coded data is cut off."));
    }
}
