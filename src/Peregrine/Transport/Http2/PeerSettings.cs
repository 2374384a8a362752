using System.Buffers.Binary;

namespace Peregrine;

/// <summary>What the server allows us (RFC 9113, section 6.5.2). Pure.</summary>
internal sealed class PeerSettings
{
    internal const int SettingSize = 6;
    internal const int FirstWindow = 65_535;
    private const int LargestFrame = (1 << 24) - 1;

    /// <summary>How many bytes our table of fields may take there.</summary>
    internal uint TableSize { get; private set; } = HpackDynamicTable.MaxSize;

    /// <summary>How many requests the server takes at a time.</summary>
    internal int MostStreams { get; private set; } = int.MaxValue;

    /// <summary>How many bytes of a body a new stream may send at once.</summary>
    internal int Window { get; private set; } = FirstWindow;

    /// <summary>The largest payload of a frame.</summary>
    internal int MaxFrameSize { get; private set; } = FrameRules.MaxFrameSize;

    /// <exception cref="Http2ConnectionException">A value is out of its range.</exception>
    internal void Apply(ReadOnlySpan<byte> payload)
    {
        for (; !payload.IsEmpty; payload = payload[SettingSize..])
        {
            Apply(BinaryPrimitives.ReadUInt16BigEndian(payload), BinaryPrimitives.ReadUInt32BigEndian(payload[2..]));
        }
    }

    private void Apply(int id, uint value)
    {
        switch (id)
        {
            case 1:
                TableSize = value;
                break;
            case 2 when value != 0:
                throw new Http2ConnectionException(
                    Http2ErrorCode.ProtocolError, "the server announces that it may be pushed to");
            case 3:
                MostStreams = (int)Math.Min(value, int.MaxValue);
                break;
            case 4:
                Window = value <= int.MaxValue
                    ? (int)value
                    : throw new Http2ConnectionException(
                        Http2ErrorCode.FlowControlError, $"the server sets a window of {value} bytes");
                break;
            case 5:
                MaxFrameSize = value is >= FrameRules.MaxFrameSize and <= LargestFrame
                    ? (int)value
                    : throw new Http2ConnectionException(
                        Http2ErrorCode.ProtocolError, $"the server sets a frame size of {value} bytes");
                break;
            default:
                break; // The size of our fields is advice, and what is not known is passed over.
        }
    }
}
