namespace Peregrine;

/// <summary>Chunks that the caller makes as they are sent.</summary>
internal sealed class ChunksBody<T>(
    IAsyncEnumerable<T> chunks, Func<T, ReadOnlyMemory<byte>> bytesOf, string? contentType) : Body(contentType)
{
    private bool _isSent;

    public override long? Length => null;

    public override bool IsReplayable => false;

    internal override bool HasBegun => _isSent;

    internal override async ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        OneShot.Claim(ref _isSent);
        var source = chunks.GetAsyncEnumerator(call.CancellationToken);
        try
        {
            // A blocking call waits for the caller's own asynchronous source here; there is no other way to ask it.
            while (call.IsBlocking
                ? Blocking.Wait(source.MoveNextAsync())
                : await source.MoveNextAsync().ConfigureAwait(false))
            {
                var chunk = bytesOf(source.Current);
                if (!chunk.IsEmpty)
                {
                    await sink.WriteAsync(chunk).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await Blocking.Settle(source.DisposeAsync(), call.IsBlocking).ConfigureAwait(false);
        }
    }
}
