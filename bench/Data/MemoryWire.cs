using System.Threading.Tasks.Sources;

namespace Peregrine.Bench;

/// <summary>
/// A connection without a kernel: each request that is written is answered with the same bytes. A read completes on the
/// thread pool, as it does over a socket, so that what is measured is the managed cost of a call and nothing else.
/// </summary>
internal sealed class MemoryWire : Stream, IValueTaskSource<int>, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte> _into;
    private bool _isWaiting;
    private int _left; // What is not read yet of the answers that are due.

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _read.Reset();
            _into = buffer;
            _isWaiting = _left == 0;
            if (!_isWaiting)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }

            return new ValueTask<int>(this, _read.Version);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        lock (_gate)
        {
            return Take(buffer);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!buffer.EndsWith("\r\n\r\n"u8))
        {
            throw new NotSupportedException("only requests without a body, each in one write");
        }

        lock (_gate)
        {
            _left += Payload.Answer.Length;
            if (_isWaiting)
            {
                _isWaiting = false;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    void IThreadPoolWorkItem.Execute()
    {
        int count;
        lock (_gate)
        {
            count = Take(_into.Span);
        }

        _read.SetResult(count);
    }

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, flags);

    private int Take(Span<byte> into)
    {
        var answer = Payload.Answer;
        var start = (answer.Length - (_left % answer.Length)) % answer.Length;
        var count = Math.Min(into.Length, Math.Min(_left, answer.Length - start));
        answer.AsSpan(start, count).CopyTo(into);
        _left -= count;
        return count;
    }
}
