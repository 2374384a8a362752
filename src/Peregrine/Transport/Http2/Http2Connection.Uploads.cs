namespace Peregrine;

/// <content>The bodies of requests that are sent in pieces: each in its turn, as far as the windows go.</content>
internal sealed partial class Http2Connection
{
    private const int MostHeld = 64 * 1024; // Beside what is being written.

    // Under the lock of the output.
    private readonly Queue<Http2Upload> _uploads = new();

    /// <summary>Sends a piece of a body, when its turn comes. The last one ends the body, and may be empty.</summary>
    internal ValueTask<bool> SendPieceAsync(Http2Upload upload, ReadOnlyMemory<byte> piece, bool isLast)
    {
        ValueTask<bool> wait = new(true);
        lock (_output.Gate)
        {
            if (upload.Failure is not null)
            {
                return wait;
            }

            if (upload.Begin(piece, isLast))
            {
                Queue(upload);
                Pump();
                if (!upload.Pending.IsEmpty)
                {
                    wait = upload.Wait();
                }
            }
            else if (isLast)
            {
                upload.IsEnded = true;
                _output.Frames.Add(FrameType.Data, FrameHeader.EndStream, upload.Id, default);
            }
        }

        _output.Flush(IsAlone);
        return wait;
    }

    // What can go with the head: nothing, or a body in memory; null for one that has to be sent in its turn.
    private ReadOnlyMemory<byte>? WholeOf(Body? body)
    {
        if (body is null)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var most = _uploads.Count > 0 ? 0 : Math.Min(_sendWindow.Left, Math.Min(_settings.Window, MostHeld));
        return body.InMemory is { } memory && (memory.IsEmpty || memory.Length <= most)
            ? memory
            : default(ReadOnlyMemory<byte>?);
    }

    private void AddWhole(int id, ReadOnlySpan<byte> body)
    {
        _sendWindow.Take(body.Length);
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
        if (!upload.IsQueued && !upload.Pending.IsEmpty && upload.Window.IsOpen)
        {
            upload.IsQueued = true;
            _uploads.Enqueue(upload);
        }
    }

    // One frame of each body in turn, as far as the windows and the memory for it go.
    private void Pump()
    {
        while (_sendWindow.IsOpen && _output.Frames.Count < MostHeld && _uploads.TryDequeue(out var upload))
        {
            upload.IsQueued = false;
            var most = Math.Min(_settings.MaxFrameSize, MostHeld);
            var count = (int)Math.Min(
                Math.Min(_sendWindow.Left, upload.Window.Left), Math.Min(upload.Pending.Length, most));
            if (count > 0)
            {
                AddData(upload.Id, upload.Pending.Span[..count], upload.EndsAfter(count));
                _sendWindow.Take(count);
                upload.Took(count);
                Queue(upload);
            }
        }
    }
}
