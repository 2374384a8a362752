using System.IO.Compression;

namespace Peregrine;

/// <summary>
/// The deflate coding. It means zlib (RFC 9110, section 8.4.1.2), but some servers send raw deflate: the first byte
/// tells (a zlib header has the method 8 in its low bits and is a multiple of 31 with the second).
/// </summary>
internal sealed class InflateStream(Stream coded) : ReadOnlyStream
{
    private readonly byte[] _first = new byte[2];
    private Stream? _decoder;

    public override int Read(Span<byte> buffer)
    {
        _decoder ??= Choose(coded.ReadAtLeast(_first, 2, throwOnEndOfStream: false));
        return _decoder.Read(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _decoder ??= Choose(await coded.ReadAtLeastAsync(
            _first, 2, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false));
        return await _decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }



    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder?.Dispose();
            coded.Dispose();
        }

        base.Dispose(disposing);
    }

    private Stream Choose(int read)
    {
        var all = new PrefixedStream(_first.AsMemory(0, read), coded);
        var isZlib = read == 2 && (_first[0] & 0x0F) == 8 && ((_first[0] << 8) | _first[1]) % 31 == 0;
        return isZlib
            ? new ZLibStream(all, CompressionMode.Decompress)
            : new DeflateStream(all, CompressionMode.Decompress);
    }
}
