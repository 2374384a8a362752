using System.Buffers.Binary;

namespace Peregrine;

/// <content>What is sent. All of it is put together under the lock of the output.</content>
internal sealed partial class Http2Connection
{
    private const int MostHeld = 64 * 1024; // Of bodies, beside what is being written.
    private const int MostAnswers = 1000;
    private const int LastStream = int.MaxValue - 2;
    private const int ConnectionWindow = 16 * 1024 * 1024;

    private readonly Dictionary<int, Http2Exchange> _streams = [];
    private readonly Queue<Http2Upload> _uploads = new();
    private readonly HpackEncoder _encoder = new();
    private readonly PeerSettings _settings = new();
    private Exception? _unsendable; // Why the connection takes no more, though it may still give.
    private long _sendWindow = PeerSettings.FirstWindow;
    private long _lateOctets; // What may still come on streams that we have reset.
    private int _nextStream = 1;
    private int _answers;
    private int _open;

    /// <summary>Gives an exchange a stream and writes its head, with its body when that is in memory and the windows allow; the reason when no more are taken.</summary>
    internal Exception? TryOpen(Http2Exchange exchange, Request request)
    {
        lock (_output.Gate)
        {
            if (_failure is not null || _isLeaving || _unsendable is not null || _nextStream > LastStream)
            {
                return _failure ?? _unsendable ?? Http2Fault.NotTaken();
            }

            var (frames, start) = (_output.Frames, _output.Frames.Count);
            frames.Take(FrameHeader.Size);
            Http2RequestHead.Write(request, _encoder, frames);
            exchange.Stream = _nextStream;
            _nextStream += 2;
            _streams.Add(exchange.Stream, exchange);
            Volatile.Write(ref _open, _streams.Count);
            var whole = WholeOf(request.Body);
            frames.CloseHead(start, exchange.Stream, isEnd: whole is { Length: 0 }, _settings.MaxFrameSize);
            if (whole is not { } body)
            {
                exchange.Upload = new Http2Upload(this, exchange, request.Body!.Length, _settings.Window);
            }
            else
            {
                AddWhole(exchange.Stream, body.Span);
            }

            return null;
        }
    }

    /// <summary>A request was put together and is to go out.</summary>
    internal void FlushRequest(bool isBlocking)
    {
        _pulse.Begin();
        _output.Flush(isBlocking || IsAlone);
    }

    /// <summary>Sends a piece of a body, when its turn comes.</summary>
    internal ValueTask<bool> SendPieceAsync(Http2Upload upload, ReadOnlyMemory<byte> piece)
    {
        ValueTask<bool> wait = new(true);
        lock (_output.Gate)
        {
            if (upload.Failure is not null || !upload.Begin(piece))
            {
                return wait;
            }

            Queue(upload);
            Pump();
            if (!upload.Pending.IsEmpty)
            {
                wait = upload.Wait();
            }
        }

        _output.Flush(IsAlone);
        return wait;
    }

    /// <summary>All of a body was sent.</summary>
    internal void EndUpload(Http2Upload upload)
    {
        lock (_output.Gate)
        {
            if (upload.Failure is not null)
            {
                return;
            }

            upload.IsEnded = true;
            _output.Frames.Add(FrameType.Data, FrameHeader.EndStream, upload.Stream, default);
        }

        _output.Flush(IsAlone);
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
    internal void CloseStream(Http2Exchange exchange, Http2Code? code, int window)
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

    // What can go with the head: nothing, or a body in memory; null for one that has to be sent in its turn.
    private ReadOnlyMemory<byte>? WholeOf(Body? body)
    {
        if (body is null)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var most = _uploads.Count > 0 ? 0 : Math.Min(_sendWindow, Math.Min(_settings.Window, MostHeld));
        return body.InMemory is { } memory && (memory.IsEmpty || memory.Length <= most) ? memory : default(ReadOnlyMemory<byte>?);
    }

    private void AddWhole(int stream, ReadOnlySpan<byte> body)
    {
        _sendWindow -= body.Length;
        while (!body.IsEmpty)
        {
            var count = Math.Min(body.Length, _settings.MaxFrameSize);
            AddData(stream, body[..count], isEnd: count == body.Length);
            body = body[count..];
        }
    }

    private void AddData(int stream, ReadOnlySpan<byte> data, bool isEnd)
    {
        _output.Frames.Add(FrameType.Data, isEnd ? FrameHeader.EndStream : (byte)0, stream, data);
        _flood.NoteData();
    }

    private void Queue(Http2Upload upload)
    {
        if (!upload.IsQueued && !upload.Pending.IsEmpty && upload.Window > 0)
        {
            upload.IsQueued = true;
            _uploads.Enqueue(upload);
        }
    }

    // One frame of each body in turn, as far as the windows and the memory for it go.
    private void Pump()
    {
        while (_sendWindow > 0 && _output.Frames.Count < MostHeld && _uploads.TryDequeue(out var upload))
        {
            upload.IsQueued = false;
            var count = (int)Math.Min(Math.Min(_sendWindow, upload.Window), Math.Min(upload.Pending.Length, Math.Min(_settings.MaxFrameSize, MostHeld)));
            if (count > 0)
            {
                AddData(upload.Stream, upload.Pending.Span[..count], isEnd: false);
                _sendWindow -= count;
                upload.Took(count);
                Queue(upload);
            }
        }
    }

    private void Prepare()
    {
        _answers = 0;
        Pump();
    }

    // Something that is owed to the server; one that does not read is owed too much in the end.
    private void Answer(FrameType type, ReadOnlySpan<byte> payload)
    {
        lock (_output.Gate)
        {
            if (++_answers > MostAnswers)
            {
                throw Http2Fault.TooMuch("the server does not take what it asks for");
            }

            _output.Frames.Add(type, FrameHeader.Ack, 0, payload);
        }

        _mustFlush = true;
    }

    private void Ask()
    {
        lock (_output.Gate)
        {
            if (_failure is null)
            {
                _output.Frames.Add(FrameType.Ping, 0, 0, "peregrin"u8);
            }
        }

        _output.Flush(isHere: true);
    }

    private void WritePreface()
    {
        Span<byte> settings = stackalloc byte[3 * PeerSettings.SettingSize];
        WriteSetting(settings, 2, 0); // No pushing.
        WriteSetting(settings[PeerSettings.SettingSize..], 4, Http2Exchange.FullWindow);
        WriteSetting(settings[(2 * PeerSettings.SettingSize)..], 6, ResponseHeadParser.MaxBytes);
        lock (_output.Gate)
        {
            var preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;
            preface.CopyTo(_output.Frames.Take(preface.Length));
            _output.Frames.Add(FrameType.Settings, 0, 0, settings);
            _output.Frames.Add(FrameType.WindowUpdate, 0, ConnectionWindow - PeerSettings.FirstWindow);
        }
    }

    private void WriteGoAway(Http2Code code)
    {
        Span<byte> payload = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(payload, 0); // No stream of the server's was taken.
        BinaryPrimitives.WriteInt32BigEndian(payload[4..], (int)code);
        _output.Frames.Add(FrameType.GoAway, 0, 0, payload);
    }

    private static void WriteSetting(Span<byte> into, ushort id, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(into, id);
        BinaryPrimitives.WriteInt32BigEndian(into[2..], value);
    }
}
