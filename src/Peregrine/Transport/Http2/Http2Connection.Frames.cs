using System.Buffers.Binary;

namespace Peregrine;

/// <content>
/// What is received, by one loop, which hands each frame to the part that knows it. Streams are woken when all that
/// came at once was looked at. </content>
internal sealed partial class Http2Connection
{
    // On one core a reader runs only when the loop lets go of it. Else the loop takes all that comes first: 31 MiB of a
    // window of 32 lay unread before any was read.
    private const int MostAtATime = 256 * 1024;

    // Only the receive loop.
    private readonly ReadBuffer _received = new();
    private readonly List<Http2Stream> _toWake = [];
    private FrameHeader _blockFrame; // A head of which more is to come; of stream 0 where there is none.
    private int _frameStream; // Of the frame that is looked at.
    private bool _mustRetire;
    private bool _mustServe;
    private bool _mustFlush;

    private async Task ReceiveAsync()
    {
        var taken = 0; // Since it let others run.
        try
        {
            while (await _stream.ReadAsync(_received.Free(FrameHeader.Size + FrameRules.MaxFrameSize))
                .ConfigureAwait(false) is var count
                && count > 0)
            {
                _received.Received(count);
                _keepAlive.NoteRead();
                TakeFrames();
                EndBatch();
                taken += count;
                if (taken >= MostAtATime && IsOnWorker)
                {
                    taken = 0;
                    await Task.Yield();
                }
            }

            Fail(Http2ConnectionException.Closed(_goAwayCode), byServer: true);
        }
        catch (Http2ConnectionException fault)
        {
            Fail(fault, byServer: false, _frameStream);
        }
        catch (Exception cause) when (cause is not Http2ConnectionException)
        {
            Fail(_goAwayCode == 0 ? cause : Http2ConnectionException.Closed(_goAwayCode), byServer: true);
        }
    }

    // The first reads may be on the thread of the caller, who may have a context of its own: nothing goes on there.
    private static bool IsOnWorker =>
        SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default;

    private void TakeFrames()
    {
        while (_received.Count >= FrameHeader.Size)
        {
            var bytes = _received.Span;
            var frame = FrameHeader.Read(bytes);
            _frameStream = frame.Stream;
            CheckOrder(frame, bytes);
            FrameRules.Check(frame);
            if (bytes.Length < FrameHeader.Size + frame.Length)
            {
                return;
            }

            Dispatch(frame, bytes.Slice(FrameHeader.Size, frame.Length));
            _received.Consume(FrameHeader.Size + frame.Length);
        }
    }

    // The settings come first (RFC 9113, section 3.4), and nothing comes between the parts of a head (section 6.10). A
    // server that will not speak HTTP/2 may say why before them: Kestrel's port without TLS does.
    private void CheckOrder(in FrameHeader frame, ReadOnlySpan<byte> bytes)
    {
        if (IsYoung && frame.Type != FrameType.GoAway
            && (frame.Type != FrameType.Settings || frame.Has(FrameHeader.Ack)))
        {
            throw new Http2ConnectionException(Http2ErrorCode.ProtocolError, bytes.StartsWith("HTTP/1"u8)
                ? "the server answers in HTTP/1 where HTTP/2 is spoken"
                : "the answer does not begin as HTTP/2 does");
        }

        if (_blockFrame.Stream == 0
            ? frame.Type == FrameType.Continuation
            : frame.Type != FrameType.Continuation || frame.Stream != _blockFrame.Stream)
        {
            throw new Http2ConnectionException(
                Http2ErrorCode.ProtocolError, "the parts of a head are not in one piece");
        }
    }

    private void Dispatch(in FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        switch (frame.Type)
        {
            case FrameType.Data:
                TakeData(frame, FrameRules.Content(frame, payload));
                break;
            case FrameType.Headers:
                TakeHeaders(frame, FrameRules.Content(frame, payload));
                break;
            case FrameType.Continuation:
                TakeContinuation(frame, payload);
                break;
            case FrameType.RstStream:
                TakeReset(frame.Stream, BinaryPrimitives.ReadUInt32BigEndian(payload));
                break;
            case FrameType.WindowUpdate:
                TakeUpdate(frame.Stream, (int)(BinaryPrimitives.ReadUInt32BigEndian(payload) & int.MaxValue));
                break;
            case FrameType.GoAway:
                TakeGoAway(
                    (int)(BinaryPrimitives.ReadUInt32BigEndian(payload) & int.MaxValue),
                    BinaryPrimitives.ReadUInt32BigEndian(payload[4..]));
                break;
            default:
                TakeOther(frame, payload);
                break;
        }
    }

    private void WakeLater(Http2Stream stream)
    {
        if (!stream.IsToWake)
        {
            stream.IsToWake = true;
            _toWake.Add(stream);
        }
    }

    private void EndBatch()
    {
        if (_mustRetire || _mustServe)
        {
            TellPool();
        }

        foreach (var stream in _toWake)
        {
            stream.IsToWake = false;
            stream.Wake();
        }

        _toWake.Clear();
        if (_mustFlush)
        {
            _mustFlush = false;
            _output.Flush(isHere: true);
        }
    }

    private void TellPool()
    {
        if (_mustRetire)
        {
            Lease.Retire(this);
        }
        else
        {
            Lease.ServeWaiters(this);
        }

        (_mustRetire, _mustServe) = (false, false);
    }
}
