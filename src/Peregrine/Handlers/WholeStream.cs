namespace Peregrine;

/// <summary>A body in memory as a stream, which gives the memory back at the end.</summary>
internal sealed class WholeStream(WholeContent content) : ReadOnlyStream
{
    private int _position;
    private bool _isAtEnd;
    private bool _isDisposed;

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isAtEnd || buffer.IsEmpty)
        {
            return 0;
        }

        var left = content.BeginRead().Span[_position..];
        var count = Math.Min(left.Length, buffer.Length);
        left[..count].CopyTo(buffer);
        _position += count;
        _isAtEnd = count == left.Length;
        content.EndRead(_isAtEnd);
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : new ValueTask<int>(Read(buffer.Span));

    public override void CopyTo(Stream destination, int bufferSize)
    {
        ValidateCopyToArguments(destination, bufferSize);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isAtEnd)
        {
            return;
        }

        var bytes = content.BeginRead();
        try
        {
            _isAtEnd = true;
            destination.Write(bytes.Span[_position..]);
        }
        finally
        {
            content.EndRead(isLast: true);
        }
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        ValidateCopyToArguments(destination, bufferSize);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isAtEnd)
        {
            return;
        }

        // After a failure the memory is given to no other body: the destination may still read it.
        var bytes = content.BeginRead();
        _isAtEnd = true;
        await destination.WriteAsync(bytes[_position..], cancellationToken).ConfigureAwait(false);
        content.EndRead(isLast: true);
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }
}
