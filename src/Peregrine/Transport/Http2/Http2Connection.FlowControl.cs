namespace Peregrine;

/// <content>
/// The windows of both directions (RFC 9113, section 5.2): what may be sent of bodies, and what the server may send.
/// </content>
internal sealed partial class Http2Connection
{
    // It is given back as data comes, so that it holds none of our memory: only a stream waits for its reader. It is
    // wide enough for two streams that are as wide as they can be, and given back in steps that leave most of it.
    private const int ConnectionWindow = 2 * WindowGrowth.Most;
    private const int ConnectionStep = ConnectionWindow / 8;

    // Under the lock of the output.
    private SendWindow _sendWindow = new(PeerSettings.FirstWindow);
    private long _lateBytes; // What may still come on streams that we have reset.

    // Written by all calls: of two answers at once the slower may be kept, until the next.
    private long _roundTrip = long.MaxValue;

    // Only the receive loop.
    private ReceiveWindow _receiveWindow = new(ConnectionWindow);

    /// <summary>How much wider the windows of its streams may be.</summary>
    internal SpareWindow Spare { get; } = new();

    /// <summary>
    /// How far away the server is, in ticks of the clock: the quickest of its answers. The first may have taken longer
    /// than the way, and then windows are wider than they need to be, within their limits.
    /// </summary>
    internal long RoundTrip => Volatile.Read(ref _roundTrip);

    /// <summary>A request was answered after so long.</summary>
    internal void NoteRoundTrip(long after)
    {
        if (after < RoundTrip)
        {
            Volatile.Write(ref _roundTrip, after);
        }
    }

    /// <summary>The server may send so much more on a stream.</summary>
    internal void Credit(int id, int count)
    {
        lock (_output.Gate)
        {
            if (_failure is null)
            {
                _output.Frames.Add(FrameType.WindowUpdate, id, count);
            }
        }

        _output.Flush(IsAlone);
    }

    private void TakeUpdate(int id, int count)
    {
        _flood.TakeUpdate();
        var stream = id == 0 ? null : Find(id);
        if (stream is not null && count == 0)
        {
            Refuse(stream, new Http2StreamException(
                Http2ErrorCode.ProtocolError, "the server opens the window of a stream by nothing"));
            return;
        }

        lock (_output.Gate)
        {
            if (id == 0)
            {
                WidenAll(count);
            }

            if (stream?.Upload is { } upload)
            {
                Widen(upload, count, stream);
            }

            Pump();
        }

        _mustFlush = true;
    }

    private void WidenAll(int count)
    {
        if (count == 0 || !_sendWindow.TryWiden(count))
        {
            throw new Http2ConnectionException(
                count == 0 ? Http2ErrorCode.ProtocolError : Http2ErrorCode.FlowControlError,
                $"the server opens the window by {count} bytes");
        }
    }

    // Without a stream to refuse, one that is too wide is the connection's fault.
    private void Widen(Http2Upload upload, long change, Http2Stream? stream)
    {
        if (upload.Window.TryWiden(change))
        {
            Queue(upload);
            return;
        }

        const string Fault = "the server opens the window of a stream beyond all measure";
        if (stream is null)
        {
            throw new Http2ConnectionException(Http2ErrorCode.FlowControlError, Fault);
        }

        Refuse(stream, new Http2StreamException(Http2ErrorCode.FlowControlError, Fault));
    }

    // What comes is taken at once as far as the connection is concerned: only a stream waits for its reader.
    private void CountReceived(int count)
    {
        if (!_receiveWindow.TryTake(count))
        {
            throw new Http2ConnectionException(
                Http2ErrorCode.FlowControlError, "the server sends more than the window of the connection allows");
        }

        _receiveWindow.Use(count);
        if (_receiveWindow.TakeUpdate(ConnectionStep) is var update && update > 0)
        {
            lock (_output.Gate)
            {
                _output.Frames.Add(FrameType.WindowUpdate, 0, update);
            }

            _mustFlush = true;
        }
    }

    private void TakeLate(int count)
    {
        lock (_output.Gate)
        {
            _lateBytes -= count;
            if (_lateBytes < 0)
            {
                throw new Http2ConnectionException(
                    Http2ErrorCode.StreamClosed, "the server sends on streams that are over");
            }
        }
    }
}
