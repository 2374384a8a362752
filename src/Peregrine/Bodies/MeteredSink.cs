namespace Peregrine;

/// <summary>Counts what goes through, piece by piece.</summary>
internal sealed class MeteredSink(BodySink sink, TransferMeter meter) : BodySink
{
    private const int Piece = 64 * 1024;

    internal override ValueTask FlushAsync() => sink.FlushAsync();

    internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(Piece, bytes.Length)..])
        {
            var piece = bytes[..Math.Min(Piece, bytes.Length)];
            await sink.WriteAsync(piece).ConfigureAwait(false);
            meter.Add(piece.Length);
        }
    }
}
