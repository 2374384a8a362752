using System.Net;

namespace Peregrine;

/// <summary>
/// A body in memory as the platform's content. It computes no length: the length is a field of the reply, because that
/// of a response without content, to HEAD for one, is not the number of its bytes.
/// </summary>
/// <remarks>
/// Pooled memory goes back when the body has been read to its end, or the content is disposed of, and no reader has it
/// at that moment: a body can be read once, as that of the platform's own handler.
/// </remarks>
internal sealed class WholeContent : HttpContent
{
    private readonly BodyBuffer? _pooled;
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _holders = 1; // The content itself, and each read that is under way.
    private bool _hasLetGo;

    /// <summary>A body in pooled memory, which is the content's from now on.</summary>
    internal WholeContent(BodyBuffer pooled) => (_pooled, _bytes) = (pooled, pooled.WrittenMemory());

    /// <summary>A body in memory of its own.</summary>
    internal WholeContent(byte[] bytes) => _bytes = bytes;

    /// <summary>Takes the memory for a read: it is not given back before <see cref="EndRead"/>.</summary>
    /// <exception cref="InvalidOperationException">The body has been read.</exception>
    internal ReadOnlyMemory<byte> BeginRead()
    {
        for (var holders = _holders; holders > 0;)
        {
            var found = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (found == holders)
            {
                return _bytes;
            }

            holders = found;
        }

        throw new InvalidOperationException("The body of the reply was read already: it can be read once.");
    }

    /// <summary>Ends a read.</summary>
    /// <param name="isLast">Whether nothing is left to be read.</param>
    internal void EndRead(bool isLast)
    {
        Leave();
        if (isLast)
        {
            LetGo();
        }
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => new WholeStream(this);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new WholeStream(this));

    protected override void SerializeToStream(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var body = new WholeStream(this);
        body.CopyTo(stream);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var body = new WholeStream(this);
        await body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing); // It closes the stream.
        if (disposing)
        {
            LetGo();
        }
    }

    private void LetGo()
    {
        if (_pooled is not null && !Interlocked.Exchange(ref _hasLetGo, true))
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _pooled!.Return();
        }
    }
}
