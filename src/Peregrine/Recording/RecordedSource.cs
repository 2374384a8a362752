namespace Peregrine;

/// <summary>The body of a streamed response, kept as its reader reads it.</summary>
/// <param name="source">The body.</param>
/// <param name="capture">What keeps it.</param>
/// <param name="done">Told once, when the reader has it whole, leaves it or loses it: whether it is whole, and the
/// failure.</param>
internal sealed class RecordedSource(BodySource source, BodyCapture capture, Action<bool, Exception?> done) : BodySource
{
    private Action<bool, Exception?>? _done = done;
    private Exception? _failure;
    private bool _isWhole;

    internal override long? Length => source.Length;

    internal override Headers Trailers => source.Trailers;

    internal override bool IsPlain => source.IsPlain;

    internal override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            var read = await source.ReadAsync(buffer).ConfigureAwait(false);
            capture.Add(buffer.Span[..read]);
            _isWhole |= read == 0 || source.Length == 0;
            (Received, EndedAt) = (source.Received, source.EndedAt);
            return read;
        }
        catch (Exception failure)
        {
            _failure = failure;
            throw;
        }
    }

    internal override void Abort() => source.Abort();

    internal override void Abandon()
    {
        source.Abandon();
        if (Interlocked.Exchange(ref _done, null) is { } tell)
        {
            // A finalizer calls, and must not wait for a file.
            ThreadPool.QueueUserWorkItem(
                static state => state.Tell(state.IsWhole, null), (Tell: tell, IsWhole: _isWhole), preferLocal: false);
        }
    }

    public override void Dispose()
    {
        _isWhole |= source.Length == 0;
        source.Dispose();
        Interlocked.Exchange(ref _done, null)?.Invoke(_isWhole, _failure);
    }
}
