namespace Peregrine;

/// <summary>
/// What a connection sends. Frames are put together under its lock; the one who finds that no write is under way writes
/// all that there is, outside the lock, so that many requests share a write.
/// </summary>
internal sealed class Http2FrameWriter : IThreadPoolWorkItem
{
    private readonly Stream _wire;
    private readonly Action _prepare;
    private readonly Action<Exception> _onBroken;

    // Under the lock.
    private FrameBuffer _filling = new();
    private bool _isWriting;
    private bool _isBroken;

    // Only the one that writes; the two buffers are exchanged under the lock.
    private FrameBuffer _writing = new();

    /// <param name="wire">Where to.</param>
    /// <param name="prepare">Called under the lock before each write, to add what has waited for room.</param>
    /// <param name="onBroken">Called when the connection takes no more.</param>
    internal Http2FrameWriter(Stream wire, Action prepare, Action<Exception> onBroken) =>
        (_wire, _prepare, _onBroken) = (wire, prepare, onBroken);

    /// <summary>
    /// Guards everything that is sent: the frames and their order, the windows, the streams that are open.
    /// </summary>
    internal Lock Gate { get; } = new();

    /// <summary>What is to be written next. Touched only under the lock.</summary>
    internal FrameBuffer Frames => _filling;

    /// <summary>
    /// Writes what there is, unless a write is under way: here, or on a worker, so that others can add to it first.
    /// </summary>
    internal void Flush(bool isHere)
    {
        lock (Gate)
        {
            if (_isWriting || _isBroken || _filling.Count == 0)
            {
                return;
            }

            _isWriting = true;
        }

        if (isHere)
        {
            _ = WriteAsync();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteAsync();

    // It ends at once as long as the socket takes what it is given.
    private async Task WriteAsync()
    {
        try
        {
            while (TrySwap())
            {
                await _wire.WriteAsync(_writing.Memory).ConfigureAwait(false);
            }
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            Break(cause);
        }
    }

    private bool TrySwap()
    {
        lock (Gate)
        {
            _prepare();
            if (_filling.Count == 0)
            {
                return _isWriting = false;
            }

            (_filling, _writing) = (_writing, _filling);
            _filling.Clear();
            return true;
        }
    }

    private void Break(Exception cause)
    {
        lock (Gate)
        {
            (_isBroken, _isWriting) = (true, false);
        }

        _onBroken(cause);
    }
}
