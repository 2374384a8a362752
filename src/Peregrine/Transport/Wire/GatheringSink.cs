namespace Peregrine;

/// <summary>
/// Takes the body of a request to a connection. Small pieces are gathered, and leave together: when there is no more
/// room, before the source is waited for, and at the end. Large ones go through without a copy.
/// </summary>
/// <param name="length">The length that the server was told; null when it was told none.</param>
/// <param name="isChunked">Whether the pieces are sent as chunks (RFC 9112, section 7.1).</param>
internal abstract class GatheringSink(long? length, bool isChunked) : BodySink
{
    private readonly ContentLengthCheck _promise = new(length);

    /// <summary>Only the flow of control that writes the body.</summary>
    protected PieceBuffer Gathered { get; } = new(isChunked);

    internal sealed override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        ThrowIfOver();
        _promise.Add(bytes.Length);
        return Gathered.TryAdd(bytes.Span) ? default : WriteMoreAsync(bytes);
    }

    internal sealed override ValueTask FlushAsync() => Gathered.IsEmpty ? default : SendAsync(Gathered.Take());

    /// <summary>Ends the body.</summary>
    internal async ValueTask EndAsync()
    {
        _promise.End();
        await SendAsync(Gathered.TakeLast(), isLast: true).ConfigureAwait(false);
        Gathered.Return();
    }

    /// <summary>Fails where no more of the body is taken.</summary>
    protected abstract void ThrowIfOver();

    /// <summary>
    /// Sends bytes; when they are the last, perhaps none. Their memory is free again when it is done.
    /// </summary>
    protected abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes, bool isLast = false);

    private async ValueTask WriteMoreAsync(ReadOnlyMemory<byte> bytes)
    {
        if (Gathered.MayHold(bytes.Length))
        {
            await SendAsync(Gathered.Take()).ConfigureAwait(false);
            if (Gathered.TryAdd(bytes.Span))
            {
                return;
            }
        }

        if (Gathered.TakeBefore(bytes.Length) is { IsEmpty: false } before)
        {
            await SendAsync(before).ConfigureAwait(false);
        }

        await SendAsync(bytes).ConfigureAwait(false);
        Gathered.EndLarge();
    }
}
