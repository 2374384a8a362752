namespace Peregrine;

/// <summary>What one reader reads from, in its own manner: a streamed body, or bytes that are here already.</summary>
internal class BodyInput : BodySource
{
    private const int LeastRoom = 8 * 1024;
    private readonly StreamedBody? _streamed;
    private readonly bool _isBlocking;
    private readonly CancellationToken _cancellationToken;
    private ReadOnlyMemory<byte> _bytes;

    internal BodyInput(
        Response response, StreamedBody streamed, bool isBlocking, CancellationToken cancellationToken) =>
        (Response, _streamed, _isBlocking, _cancellationToken) = (response, streamed, isBlocking, cancellationToken);

    internal BodyInput(Response response, ReadOnlyMemory<byte> bytes) => (Response, _bytes) = (response, bytes);

    internal Response Response { get; }

    internal override long? Length => _streamed is null ? _bytes.Length : _streamed.Length;

    /// <summary>The largest part that may be held in memory at once.</summary>
    internal virtual SizeLimit ItemLimit => _streamed?.Settings.MaxResponseBytes ?? SizeLimit.None;

    internal override ValueTask<int> ReadAsync(Memory<byte> buffer) =>
        _streamed is null
            ? new ValueTask<int>(ReadHeld(buffer))
            : _streamed.ReadAsync(buffer, _isBlocking, _cancellationToken);

    /// <summary>Takes in more behind what is here already; false at the end.</summary>
    /// <param name="window">What is here, all of it one part.</param>
    /// <param name="part">What the part is, with its article.</param>
    /// <exception cref="ProtocolException">The part is larger than may be held in memory.</exception>
    internal async ValueTask<bool> FillAsync(GrowingWindow<byte> window, string part)
    {
        if (ItemLimit.IsExceededBy(window.Count))
        {
            throw ItemLimit.Exceeded(Response.Request, part);
        }

        var read = await ReadAsync(window.Free(LeastRoom)).ConfigureAwait(false);
        window.Advance(read);
        return read > 0;
    }

    /// <summary>Lets nothing go: the body belongs to its response.</summary>
    public override void Dispose()
    {
    }

    private int ReadHeld(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _bytes.Length);
        _bytes[..count].CopyTo(buffer);
        _bytes = _bytes[count..];
        return count;
    }
}
