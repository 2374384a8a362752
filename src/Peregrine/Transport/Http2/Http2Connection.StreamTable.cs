namespace Peregrine;

/// <content>The streams that are open, and how each begins and ends (RFC 9113, section 5.1).</content>
internal sealed partial class Http2Connection
{
    private const int LastId = int.MaxValue - 2;

    // Under the lock of the output.
    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly HpackEncoder _encoder = new();
    private readonly PeerSettings _settings = new(); // What the server takes at a time is read without the lock too.
    private Exception? _unsendable; // Why the connection takes no more, though it may still give.
    private int _nextId = 1;

    // Written under the lock of the output, read by all.
    private int _open;

    /// <summary>
    /// Gives a stream its number and writes its head, with its body when that is in memory and the windows allow; the
    /// reason when no more are taken.
    /// </summary>
    internal Exception? TryOpen(Http2Stream stream, Request request, Body? body)
    {
        lock (_output.Gate)
        {
            if (_failure is not null || _isLeaving || _unsendable is not null || _nextId > LastId)
            {
                return _failure ?? _unsendable ?? Http2StreamException.NotTaken(_goAwayCode);
            }

            var (frames, start) = (_output.Frames, _output.Frames.Count);
            frames.Reserve(FrameHeader.Size);
            Http2RequestHead.Write(request, body, _encoder, frames);
            stream.Id = _nextId;
            _nextId += 2;
            _streams.Add(stream.Id, stream);
            Volatile.Write(ref _open, _streams.Count);
            var whole = WholeOf(body);
            frames.CloseHead(start, stream.Id, isEnd: whole is { Length: 0 }, _settings.MaxFrameSize);
            if (whole is not { } bytes)
            {
                stream.Upload = new Http2Upload(this, stream, body!.Length, _settings.Window);
            }
            else
            {
                AddWhole(stream.Id, bytes.Span);
            }

            return null;
        }
    }

    /// <summary>A request was put together and is to go out.</summary>
    internal void FlushRequest(bool isBlocking, long now)
    {
        _keepAlive.Begin(now);
        _output.Flush(isBlocking || IsAlone);
    }

    /// <summary>A request is over; where its stream is not, it is reset.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="code">Why its stream is reset; null when it is over.</param>
    /// <param name="window">What may still come on it.</param>
    internal void CloseStream(Http2Stream stream, Http2ErrorCode? code, int window)
    {
        lock (_output.Gate)
        {
            if (!_streams.Remove(stream.Id))
            {
                return;
            }

            Volatile.Write(ref _open, _streams.Count);
            stream.Upload?.Stop(new ObjectDisposedException(nameof(Response)));
            _lateBytes += window;
            if (code is null || _failure is not null)
            {
                return;
            }

            _flood.NoteGivenUp();
            _output.Frames.Add(FrameType.RstStream, stream.Id, (int)code);
        }

        _output.Flush(isHere: false);
    }

    private bool IsAlone => Volatile.Read(ref _open) <= 1;

    private void Prepare()
    {
        _answers = 0;
        Pump();
    }

    private void TakeReset(int id, uint code)
    {
        if (Find(id) is { } stream)
        {
            End(stream, Http2StreamException.Reset(code));
        }
        else
        {
            _flood.TakeLate();
        }
    }

    private Http2Stream? Find(int id)
    {
        lock (_output.Gate)
        {
            return id % 2 == 1 && id < _nextId
                ? _streams.GetValueOrDefault(id)
                : throw new Http2ConnectionException(
                    Http2ErrorCode.ProtocolError, $"the server speaks on stream {id}, which was never opened");
        }
    }

    // The server has ended a stream.
    private void End(Http2Stream stream, Http2StreamException why)
    {
        stream.TakeFailure(why, wasReset: true);
        lock (_output.Gate)
        {
            stream.Upload?.Stop(why);
        }

        WakeLater(stream);
    }

    // What came on a stream breaks a rule that is the stream's alone.
    private void Refuse(Http2Stream stream, Http2StreamException why)
    {
        stream.TakeFailure(why, wasReset: false);
        WakeLater(stream);
    }
}
