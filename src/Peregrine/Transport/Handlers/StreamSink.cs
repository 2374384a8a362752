namespace Peregrine;

/// <summary>Takes the body of a request to the stream that a handler gives.</summary>
internal sealed class StreamSink(Stream stream, SendContext call, HandlerLimit limit) : BodySink
{
    internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        limit.Start(TimeoutPhase.Send);
        try
        {
            await Blocking.Settle(stream.WriteAsync(bytes, limit.Token), call.IsBlocking).ConfigureAwait(false);
        }
        catch (Exception cause) when (FailureMapping.IsOfNetwork(cause) || cause is OperationCanceledException)
        {
            throw new BrokenSendException(cause);
        }
    }
}
