namespace Peregrine;

/// <summary>Chunks that the caller makes as they are sent.</summary>
internal sealed class ChunksBody<T>(
    IAsyncEnumerable<T> chunks, Func<T, ReadOnlyMemory<byte>> bytesOf, string? contentType) : Body(contentType)
{
    private bool _isSent;
    private Task<bool>? _asked; // The next chunk, where it was not there at once.

    public override long? Length => null;

    public override bool IsReplayable => false;

    internal override bool HasBegun => _isSent;

    internal override async ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        OneShot.Claim(ref _isSent);
        var source = chunks.GetAsyncEnumerator(call.CancellationToken);
        try
        {
            while (await MoveNextAsync(source, sink, call).ConfigureAwait(false))
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
            await Blocking.Settle(DisposeAsync(source), call.IsBlocking).ConfigureAwait(false);
        }
    }

    private ValueTask<bool> MoveNextAsync(IAsyncEnumerator<T> source, BodySink sink, CallContext call)
    {
        var next = source.MoveNextAsync();
        return next.IsCompleted ? next : WaitAsync(_asked = next.AsTask(), sink, call);
    }

    // The server gets what there is while the source takes its time. A blocking call waits for the caller's own
    // asynchronous source; there is no other way to ask it.
    private static async ValueTask<bool> WaitAsync(Task<bool> asked, BodySink sink, CallContext call)
    {
        await sink.FlushAsync().ConfigureAwait(false);
        return call.IsBlocking ? Blocking.Wait(new ValueTask<bool>(asked)) : await asked.ConfigureAwait(false);
    }

    // A source may not be disposed while it is asked. Where the sending failed meanwhile, nothing waits for that.
    private ValueTask DisposeAsync(IAsyncEnumerator<T> source)
    {
        if (_asked is not { IsCompleted: false } asked)
        {
            return source.DisposeAsync();
        }

        _ = DisposeLaterAsync(asked, source);
        return default;
    }

    private static async Task DisposeLaterAsync(Task<bool> asked, IAsyncEnumerator<T> source)
    {
        await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await source.DisposeAsync().ConfigureAwait(false);
    }
}
