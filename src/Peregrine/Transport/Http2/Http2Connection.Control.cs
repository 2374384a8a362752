using System.Buffers.Binary;

namespace Peregrine;

/// <content>What the two sides tell each other about the connection: settings, whether they are there, that they go
/// (RFC 9113, sections 6.5 to 6.8).</content>
internal sealed partial class Http2Connection
{
    private const int MostAnswers = 1000;

    // Under the lock of the output.
    private int _answers; // Owed to the server since the last write.

    // Written by the receive loop, read by all.
    private uint _goAwayCode;
    private bool _hasSettings;
    private bool _isLeaving;

    // None of these carries anything, and what is not known is passed over (RFC 9113, section 5.5).
    private void TakeOther(in FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        _flood.CountEmpty();
        if (frame.Type == FrameType.Settings && !frame.Has(FrameHeader.Ack))
        {
            TakeSettings(payload);
            Answer(FrameType.Settings, default);
        }
        else if (frame.Type == FrameType.Ping && !frame.Has(FrameHeader.Ack))
        {
            Answer(FrameType.Ping, payload);
        }
        else if (frame.Type == FrameType.Ping)
        {
            _mustServe |= _keepAlive.NoteAnswer();
        }
    }

    private void TakeSettings(ReadOnlySpan<byte> payload)
    {
        var (window, most) = (_settings.Window, MaxConcurrent);
        lock (_output.Gate)
        {
            _settings.Apply(payload);
            _encoder.Resize(_settings.TableSize);
            foreach (var stream in _streams.Values)
            {
                if (stream.Upload is { } upload)
                {
                    Widen(upload, _settings.Window - (long)window, stream: null);
                }
            }

            Pump();
        }

        _mustServe |= IsYoung || most < MaxConcurrent;
        Volatile.Write(ref _hasSettings, true);
    }

    private void TakeGoAway(int last, uint code)
    {
        if (_isLeaving)
        {
            _flood.CountEmpty();
        }

        (_goAwayCode, _mustRetire) = (code, true);
        Http2Stream[] open;
        lock (_output.Gate)
        {
            Volatile.Write(ref _isLeaving, true);
            open = [.. _streams.Values.Where(stream => stream.Id > last)];
        }

        foreach (var stream in open)
        {
            End(stream, Http2StreamException.NotTaken(code));
        }
    }

    // Something that is owed to the server; one that does not read is owed too much in the end.
    private void Answer(FrameType type, ReadOnlySpan<byte> payload)
    {
        lock (_output.Gate)
        {
            if (++_answers > MostAnswers)
            {
                throw Http2ConnectionException.TooMuch("the server does not take what it asks for");
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
        WriteSetting(settings[PeerSettings.SettingSize..], 4, WindowGrowth.First);
        WriteSetting(settings[(2 * PeerSettings.SettingSize)..], 6, _headLimit.Bytes);
        lock (_output.Gate)
        {
            var preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;
            preface.CopyTo(_output.Frames.Reserve(preface.Length));
            _output.Frames.Add(FrameType.Settings, 0, 0, settings);
            _output.Frames.Add(FrameType.WindowUpdate, 0, ConnectionWindow - PeerSettings.FirstWindow);
        }
    }

    private void WriteGoAway(Http2ErrorCode code)
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
