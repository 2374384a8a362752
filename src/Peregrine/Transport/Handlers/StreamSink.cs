namespace Peregrine;

/// <summary>Takes the body of a request to the stream that a handler gives.</summary>
internal sealed class StreamSink(Stream stream, SendContext call, HandlerLimit limit) : BodySink
{
    internal override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => SendAsync(bytes);

    // The handler's connection gathers too.
    internal override ValueTask FlushAsync() => SendAsync(null);

    private async ValueTask SendAsync(ReadOnlyMemory<byte>? bytes)
    {
        limit.Start(TimeoutPhase.Send);
        try
        {
            var work = bytes is { } piece
                ? stream.WriteAsync(piece, limit.Token)
                : new ValueTask(stream.FlushAsync(limit.Token));
            await Blocking.Settle(work, call.IsBlocking).ConfigureAwait(false);
            limit.Start(TimeoutPhase.Read); // Until the next piece: the other side has taken all that there is.
        }
        catch (Exception cause) when (FailureMapping.IsOfNetwork(cause) || cause is OperationCanceledException)
        {
            throw new BrokenSendException(cause);
        }
    }
}
