namespace Peregrine;

/// <content>What is received on streams: heads and bodies (RFC 9113, section 8.1).</content>
internal sealed partial class Http2Connection
{
    // Only the receive loop.
    private readonly HpackDecoder _decoder = new();
    private readonly HeadLimit _headLimit; // Set once.
    private readonly Http2Head _head;
    private readonly FrameBuffer _block = new(); // What has come of a field that is not whole.

    private void TakeData(in FrameHeader frame, ReadOnlySpan<byte> data)
    {
        var isEnd = frame.Has(FrameHeader.EndStream);
        if (data.IsEmpty && !isEnd)
        {
            _flood.CountEmpty();
        }

        CountReceived(frame.Length);
        if (Find(frame.Stream) is not { } stream)
        {
            TakeLate(frame.Length);
            return;
        }

        ThrowIfEnded(stream);
        if (!stream.HasFinalHead && !stream.HasFailed)
        {
            Refuse(stream, Http2StreamException.Malformed("the body of the response came before its head"));
        }

        stream.TakeData(data, frame.Length, isEnd);
        WakeLater(stream);
    }

    private void TakeHeaders(in FrameHeader frame, ReadOnlySpan<byte> block)
    {
        var stream = Find(frame.Stream);
        _head.Begin(isTrailers: stream is { HasFinalHead: true }, stream?.HeadSize ?? 0);
        if (frame.Has(FrameHeader.EndHeaders))
        {
            if (block.IsEmpty)
            {
                _flood.CountEmpty();
            }

            EndBlock(frame, block);
            return;
        }

        _blockFrame = frame;
        _block.Clear();
        TakePart(block);
    }

    private void TakeContinuation(in FrameHeader frame, ReadOnlySpan<byte> part)
    {
        TakePart(part);
        if (frame.Has(FrameHeader.EndHeaders))
        {
            var head = _blockFrame;
            _blockFrame = default;
            EndBlock(head, _block.Memory.Span);
        }
    }

    // Reads what is whole of it, so that a head without end is seen before it has come, and keeps the rest.
    private void TakePart(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
        {
            _flood.CountEmpty();
        }

        part.CopyTo(_block.Reserve(part.Length));
        var bytes = _block.Memory.Span;
        var whole = HpackDecoder.LengthOfWhole(bytes);
        _decoder.Read(bytes[..whole], _head);
        if (_head.IsTooLarge || bytes.Length - whole > _headLimit.Bytes)
        {
            throw Http2ConnectionException.TooMuch(_headLimit.Reason);
        }

        var rest = bytes[whole..].ToArray();
        _block.Clear();
        rest.CopyTo(_block.Reserve(rest.Length));
    }

    // Whatever becomes of the head, it is decoded: the table is the connection's.
    private void EndBlock(in FrameHeader frame, ReadOnlySpan<byte> rest)
    {
        _decoder.Read(rest, _head);
        _decoder.End();
        if (Find(frame.Stream) is not { } stream)
        {
            _flood.TakeLate();
            return;
        }

        ThrowIfEnded(stream);
        if (!stream.HasFailed)
        {
            TakeHead(stream, frame.Has(FrameHeader.EndStream));
        }
    }

    private void TakeHead(Http2Stream stream, bool isEnd)
    {
        stream.HeadSize = _head.Size;
        if ((_head.Fault ?? FaultOf(stream.HasFinalHead, _head.StatusCode, isEnd)) is { } fault)
        {
            Refuse(stream, fault);
        }
        else if (stream.HasFinalHead)
        {
            stream.TakeTrailers(_head.Fields);
            WakeLater(stream);
        }
        else if (_head.StatusCode >= 200)
        {
            stream.HeadSize = 0; // The trailers count by themselves.
            stream.TakeHead(_head.Result, isEnd);
            WakeLater(stream);
        }
    }

    private static Http2StreamException? FaultOf(bool isTrailers, int status, bool isEnd) =>
        isTrailers && !isEnd ? Http2StreamException.Malformed("the response has a second head")
        : isTrailers || status >= 200 ? null
        : status == 101 ? Http2StreamException.Malformed("the server switched protocols without being asked")
        : isEnd ? Http2StreamException.Malformed("the response ended before its head")
        : null;

    private static void ThrowIfEnded(Http2Stream stream)
    {
        if (stream.HasEnded)
        {
            throw new Http2ConnectionException(
                Http2ErrorCode.StreamClosed, "the server goes on with a response that it has ended");
        }
    }
}
