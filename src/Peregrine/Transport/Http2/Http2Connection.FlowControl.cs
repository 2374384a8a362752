namespace Peregrine;

/// <content>The bodies of requests: each in its turn, as far as the windows of its stream and of the connection go (RFC 9113, section 5.2).</content>
internal sealed partial class Http2Connection
{
    private const int MostHeld = 64 * 1024; // Beside what is being written.
    private readonly Queue<Http2Upload> _uploads = new();
    private long _sendWindow = PeerSettings.FirstWindow;

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
            _output.Frames.Add(FrameType.Data, FrameHeader.EndStream, upload.Id, default);
        }

        _output.Flush(IsAlone);
    }

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

    private void AddWhole(int id, ReadOnlySpan<byte> body)
    {
        _sendWindow -= body.Length;
        while (!body.IsEmpty)
        {
            var count = Math.Min(body.Length, _settings.MaxFrameSize);
            AddData(id, body[..count], isEnd: count == body.Length);
            body = body[count..];
        }
    }

    private void AddData(int id, ReadOnlySpan<byte> data, bool isEnd)
    {
        _output.Frames.Add(FrameType.Data, isEnd ? FrameHeader.EndStream : (byte)0, id, data);
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
                AddData(upload.Id, upload.Pending.Span[..count], isEnd: false);
                _sendWindow -= count;
                upload.Took(count);
                Queue(upload);
            }
        }
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
        _sendWindow += count;
        if (count == 0 || _sendWindow > int.MaxValue)
        {
            throw new Http2ConnectionException(count == 0 ? Http2ErrorCode.ProtocolError : Http2ErrorCode.FlowControlError, $"the server opens the window by {count} bytes");
        }
    }

    // Without a stream to refuse, one that is too wide is the connection's fault.
    private void Widen(Http2Upload upload, long count, Http2Stream? stream)
    {
        upload.Window += count;
        if (upload.Window <= int.MaxValue)
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
}
