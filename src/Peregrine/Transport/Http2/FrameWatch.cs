using System.Buffers.Binary;

namespace Peregrine;

/// <summary>
/// Reads along with what a server sends over HTTP/2 (RFC 9113, section 4.1), for what the platform's engine keeps to itself:
/// how many requests the server takes at a time, that it is going away, and floods of frames that carry nothing. Pure.
/// </summary>
internal sealed class FrameWatch(TimeProvider time)
{
    private const int HeaderSize = 9;
    private const int SettingSize = 6;
    private const int MostEmptyFrames = 1000;
    private static readonly TimeSpan FloodWindow = TimeSpan.FromSeconds(10);

    // The header of a frame, then one setting after the other.
    private readonly byte[] _part = new byte[HeaderSize];
    private int _partCount;
    private int _left;
    private bool _isInSettings;
    private int _emptyFrames;
    private long _emptySince;

    /// <summary>Whether the server's first settings have come: until then nobody knows what it takes.</summary>
    internal bool HasSettings { get; private set; }

    /// <summary>How many requests the server takes at a time (RFC 9113, section 5.1.2).</summary>
    internal int MostStreams { get; private set; } = int.MaxValue;

    /// <summary>Whether the server is going away (RFC 9113, section 6.8).</summary>
    internal bool IsLeaving { get; private set; }

    /// <summary>Whether any head has ended its stream: only then can there be trailers, which the engine makes room for when it is asked.</summary>
    internal bool HasTrailers { get; private set; }

    /// <summary>Reads along.</summary>
    /// <exception cref="MalformedException">The server floods the connection with frames that carry nothing.</exception>
    internal void Read(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_left > 0 && !_isInSettings)
            {
                var skipped = Math.Min(_left, bytes.Length);
                _left -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            var size = _isInSettings ? SettingSize : HeaderSize;
            var count = Math.Min(size - _partCount, bytes.Length);
            bytes[..count].CopyTo(_part.AsSpan(_partCount));
            bytes = bytes[count..];
            _partCount += count;
            if (_partCount == size)
            {
                _partCount = 0;
                TakePart();
            }
        }
    }

    private void TakePart()
    {
        if (_isInSettings)
        {
            TakeSetting();
        }
        else
        {
            TakeHeader((_part[0] << 16) | (_part[1] << 8) | _part[2], (FrameType)_part[3], _part[4]);
        }
    }

    private void TakeHeader(int length, FrameType type, byte flags)
    {
        _left = length;
        IsLeaving |= type == FrameType.GoAway;
        HasTrailers |= type == FrameType.Headers && (flags & 1) == 1;
        if (type == FrameType.Settings && (flags & 1) == 0)
        {
            _isInSettings = length >= SettingSize && length % SettingSize == 0; // Others are the engine's to refuse.
            HasSettings |= !_isInSettings;
        }

        var carries = type switch
        {
            FrameType.Data => length > 0 || (flags & 1) == 1,
            FrameType.Headers or FrameType.Continuation => length > 0,
            FrameType.RstStream or FrameType.WindowUpdate or FrameType.GoAway => true,
            _ => false,
        };
        if (!carries)
        {
            CountEmpty();
        }
    }

    private void TakeSetting()
    {
        _left -= SettingSize;
        if (BinaryPrimitives.ReadUInt16BigEndian(_part) == 3)
        {
            MostStreams = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(_part.AsSpan(2)), int.MaxValue);
        }

        _isInSettings = _left >= SettingSize;
        HasSettings |= !_isInSettings;
    }

    private void CountEmpty()
    {
        if (_emptyFrames == 0 || time.GetElapsedTime(_emptySince) > FloodWindow)
        {
            (_emptyFrames, _emptySince) = (0, time.GetTimestamp());
        }

        if (++_emptyFrames > MostEmptyFrames)
        {
            throw new MalformedException("the server floods the connection with frames that carry nothing", HttpRequestError.ConfigurationLimitExceeded);
        }
    }
}
