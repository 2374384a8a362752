namespace Peregrine;

/// <summary>
/// The coded bytes that a decoder reads. A decoder that asks for more than there is has not seen the end of its coding:
/// the platform's give short data then, without a word.
/// </summary>
internal class CodedInput(Stream coded) : ReadOnlyStream
{
    private protected bool HasGiven { get; private set; }

    private protected bool HasEnded { get; private set; }

    public override int Read(Span<byte> buffer) => Given(coded.Read(buffer), buffer);

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Given(await coded.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Span);

    /// <summary>What is left of the coded bytes, not for the decoder.</summary>
    internal Stream Rest => coded;

    /// <summary>Whether what the decoder has given is data.</summary>
    internal virtual bool IsData(ReadOnlySpan<byte> given) => true;

    /// <summary>
    /// Whether a decoder that gives no more has seen the end of its coding; no bytes at all are an empty body.
    /// </summary>
    internal virtual bool IsWhole => !HasGiven || !HasEnded;

    /// <summary>What the decoder gets at the end of the coded bytes.</summary>
    private protected virtual int AtEnd(Span<byte> buffer) => 0;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            coded.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Given(int read, Span<byte> buffer)
    {
        if (read > 0 || buffer.IsEmpty)
        {
            HasGiven |= read > 0;
            return read;
        }

        HasEnded = true;
        return AtEnd(buffer);
    }
}
