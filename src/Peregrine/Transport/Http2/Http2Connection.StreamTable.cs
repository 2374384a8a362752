namespace Peregrine;

/// <content>What is sent. All of it is put together under the lock of the output.</content>
internal sealed partial class Http2Connection
{
    private const int LastStream = int.MaxValue - 2;

    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly HpackEncoder _encoder = new();
    private readonly PeerSettings _settings = new();
    private Exception? _unsendable; // Why the connection takes no more, though it may still give.
    private long _lateOctets; // What may still come on streams that we have reset.
    private int _nextStream = 1;
    private int _open;

    /// <summary>Gives an exchange a stream and writes its head, with its body when that is in memory and the windows allow; the reason when no more are taken.</summary>
    internal Exception? TryOpen(Http2Stream exchange, Request request, Body? body)
    {
        lock (_output.Gate)
        {
            if (_failure is not null || _isLeaving || _unsendable is not null || _nextStream > LastStream)
            {
                return _failure ?? _unsendable ?? Http2Fault.NotTaken(_goAwayCode);
            }

            var (frames, start) = (_output.Frames, _output.Frames.Count);
            frames.Reserve(FrameHeader.Size);
            Http2RequestHead.Write(request, body, _encoder, frames);
            exchange.Stream = _nextStream;
            _nextStream += 2;
            _streams.Add(exchange.Stream, exchange);
            Volatile.Write(ref _open, _streams.Count);
            var whole = WholeOf(body);
            frames.CloseHead(start, exchange.Stream, isEnd: whole is { Length: 0 }, _settings.MaxFrameSize);
            if (whole is not { } bytes)
            {
                exchange.Upload = new Http2Upload(this, exchange, body!.Length, _settings.Window);
            }
            else
            {
                AddWhole(exchange.Stream, bytes.Span);
            }

            return null;
        }
    }

    /// <summary>A request was put together and is to go out.</summary>
    internal void FlushRequest(bool isBlocking, long now)
    {
        _pulse.Begin(now);
        _output.Flush(isBlocking || IsAlone);
    }

    /// <summary>The server may send so much more on a stream.</summary>
    internal void Credit(int stream, int count)
    {
        lock (_output.Gate)
        {
            if (_failure is null)
            {
                _output.Frames.Add(FrameType.WindowUpdate, stream, count);
            }
        }

        _output.Flush(IsAlone);
    }

    /// <summary>An exchange is over; where its stream is not, it is reset.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="code">Why its stream is reset; null when it is over.</param>
    /// <param name="window">What may still come on it.</param>
    internal void CloseStream(Http2Stream exchange, Http2ErrorCode? code, int window)
    {
        lock (_output.Gate)
        {
            if (!_streams.Remove(exchange.Stream))
            {
                return;
            }

            Volatile.Write(ref _open, _streams.Count);
            exchange.Upload?.Stop(new ObjectDisposedException(nameof(Response)));
            _lateOctets += window;
            if (code is null || _failure is not null)
            {
                return;
            }

            _flood.NoteGivenUp();
            _output.Frames.Add(FrameType.RstStream, exchange.Stream, (int)code);
        }

        _output.Flush(isHere: false);
    }

    private bool IsAlone => Volatile.Read(ref _open) <= 1;

    private void Prepare()
    {
        _answers = 0;
        Pump();
    }
}
