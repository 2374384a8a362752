using System.Threading.Tasks.Sources;

namespace Peregrine;

/// <content>The response as it comes in. The connection gives it, the reader takes it, under one lock.</content>
internal sealed partial class Http2Stream
{
    // Under this lock.
    private readonly Lock _gate = new();
    private ReceivedBytes _bytes;
    private ReceiveWindow _window = new(WindowGrowth.First);
    private WindowGrowth? _growth; // Of a body that is large enough for an update.
    private ResponseHead? _head;
    private Headers _trailers = Headers.Empty;
    private Exception? _failure;
    private Http2ErrorCode _code = Http2ErrorCode.Cancel;
    private bool _hasHead;
    private bool _hasEnded;
    private bool _wasReset;
    private bool _isWaiting;

    // Begun under the lock by the one who waits, ended outside it by the one who takes the mark of waiting away.
    private ManualResetValueTaskSourceCore<bool> _change = new() { RunContinuationsAsynchronously = true };

    /// <summary>
    /// Whether the final head has come. Asked by the connection's reading alone, as all that follows.
    /// </summary>
    internal bool HasFinalHead => _hasHead;

    /// <summary>Whether the stream has failed: what comes on it still is of no use.</summary>
    internal bool HasFailed => _failure is not null;

    /// <summary>Whether the server has ended the stream.</summary>
    internal bool HasEnded => _hasEnded;

    /// <summary>What the heads counted so far.</summary>
    internal int HeadSize { get; set; }

    /// <summary>Whether it stands among those that are to be woken.</summary>
    internal bool IsToWake { get; set; }

    internal void TakeHead(ResponseHead head, bool isEnd)
    {
        lock (_gate)
        {
            (_head, _hasHead, _hasEnded) = (head, true, isEnd);
        }
    }

    internal void TakeTrailers(Headers trailers)
    {
        lock (_gate)
        {
            (_trailers, _hasEnded) = (trailers, true);
        }
    }

    /// <summary>Data has come.</summary>
    /// <param name="data">The data.</param>
    /// <param name="cost">What it takes of the window, with its padding.</param>
    /// <param name="isEnd">Whether it is the last.</param>
    /// <exception cref="Http2ConnectionException">It is more than the window allows.</exception>
    internal void TakeData(ReadOnlySpan<byte> data, int cost, bool isEnd)
    {
        lock (_gate)
        {
            if (!_window.TryTake(cost))
            {
                throw new Http2ConnectionException(
                    Http2ErrorCode.FlowControlError, "the server sends more than the window of a stream allows");
            }

            _window.Use(cost - data.Length); // The padding.
            _hasEnded = isEnd;
            if (_state != Http2StreamState.Over)
            {
                _bytes.Add(data);
            }
        }
    }

    /// <summary>The stream is over, and not as it should be. What came before is read first.</summary>
    internal void TakeFailure(Exception failure, bool wasReset)
    {
        lock (_gate)
        {
            _wasReset |= wasReset;
            if (!_hasEnded && _failure is null)
            {
                (_failure, _code) = (failure, (failure as Http2StreamException)?.Code ?? Http2ErrorCode.Cancel);
            }
        }
    }

    /// <summary>The one who waits looks again.</summary>
    internal void Wake()
    {
        lock (_gate)
        {
            if (!_isWaiting)
            {
                return;
            }

            _isWaiting = false;
        }

        _change.SetResult(true);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _change.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _change.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _change.OnCompleted(continuation, state, token, flags);

    private static MalformedException GivenUp() => new("it was given up", HttpRequestError.ResponseEnded);

    private bool HasHead(out ValueTask<bool> wait)
    {
        lock (_gate)
        {
            ThrowIfOver(isDrained: !_hasHead);
            wait = _hasHead ? default : Wait();
            return _hasHead;
        }
    }

    private bool HasRead(Span<byte> buffer, out int count, out ValueTask<bool> wait)
    {
        var (credit, hasRead) = (0, false);
        lock (_gate)
        {
            ThrowIfOver(isDrained: _bytes.Count == 0);
            count = _bytes.Read(buffer);
            hasRead = count > 0 || _hasEnded;
            wait = hasRead ? default : Wait();
            _window.Use(count);
            credit = _hasEnded ? 0 : TakeUpdate();
        }

        if (credit > 0)
        {
            connection.Credit(Id, credit);
        }

        return hasRead;
    }

    // Gives back what was read, and more or less than that where the window is to be wider or narrower.
    private int TakeUpdate()
    {
        var used = _window.TakeUpdate(WindowGrowth.Step(_bytes.Count));
        if (used == 0)
        {
            return 0;
        }

        _growth ??= new WindowGrowth(_answered, connection.Spare);
        var change = _growth.Change(used, _bytes.Count, call.Time.GetTimestamp(), connection.RoundTrip);
        _window.Widen(change);
        return used + change;
    }

    private void ThrowIfOver(bool isDrained)
    {
        if (_state != Http2StreamState.Open)
        {
            throw GivenUp();
        }

        if (_failure is not null && (isDrained || _ownFailure is not null))
        {
            throw _failure;
        }
    }

    private ValueTask<bool> Wait()
    {
        _change.Reset();
        _isWaiting = true;
        return new ValueTask<bool>(this, _change.Version);
    }

    // The time is over, or the caller has had enough.
    private void Stop()
    {
        if (Interlocked.CompareExchange(ref _state, Http2StreamState.Stopped, Http2StreamState.Open)
            == Http2StreamState.Open)
        {
            Wake();
        }
    }

    // Gives the memory back, and tells how the stream is to be reset: not at all where both sides have ended it, or the
    // server has reset it.
    private Http2ErrorCode? Drop(bool isSent, out int window)
    {
        lock (_gate)
        {
            _bytes.Return();
            _growth?.End();
            window = _hasEnded || _wasReset ? 0 : _window.Left;
            return _wasReset || (_hasEnded && isSent) ? null : _hasEnded ? Http2ErrorCode.NoError : _code;
        }
    }
}
