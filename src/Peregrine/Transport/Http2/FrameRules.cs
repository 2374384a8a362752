namespace Peregrine;

/// <summary>What a frame may look like by itself (RFC 9113, sections 4.2 and 6). Pure.</summary>
internal static class FrameRules
{
    /// <summary>
    /// The largest payload that we take: the least that the standard allows, and we ask for no more.
    /// </summary>
    internal const int MaxFrameSize = 16_384;

    private const int PrioritySize = 5;

    /// <exception cref="Http2ConnectionException">The size or the stream is not one of a frame of this
    /// type.</exception>
    internal static void Check(in FrameHeader frame)
    {
        if (frame.Length > MaxFrameSize || !IsSize(frame))
        {
            throw new Http2ConnectionException(
                Http2ErrorCode.FrameSizeError, $"a frame of type {(byte)frame.Type} has {frame.Length} bytes");
        }

        if (frame.Type == FrameType.PushPromise)
        {
            throw new Http2ConnectionException(
                Http2ErrorCode.ProtocolError, "the server pushes, which it was told not to");
        }

        if (frame.Type <= FrameType.Continuation && frame.Type != FrameType.WindowUpdate
            && IsOfConnection(frame.Type) != (frame.Stream == 0))
        {
            throw new Http2ConnectionException(
                Http2ErrorCode.ProtocolError, $"a frame of type {(byte)frame.Type} came on stream {frame.Stream}");
        }
    }

    /// <summary>What a frame of data or of fields carries, without its padding and its priority.</summary>
    /// <exception cref="Http2ConnectionException">The padding is longer than the frame.</exception>
    internal static ReadOnlySpan<byte> Content(in FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        var padding = 0;
        if (frame.Has(FrameHeader.Padded))
        {
            padding = payload.IsEmpty ? throw TooShort() : payload[0];
            payload = payload[1..];
        }

        if (frame.Type == FrameType.Headers && frame.Has(FrameHeader.HasPriority))
        {
            payload = payload.Length < PrioritySize ? throw TooShort() : payload[PrioritySize..];
        }

        return padding <= payload.Length
            ? payload[..^padding]
            : throw new Http2ConnectionException(
                Http2ErrorCode.ProtocolError, "a frame is padded with more than its length");
    }

    private static bool IsSize(in FrameHeader frame) => frame.Type switch
    {
        FrameType.Priority => frame.Length == PrioritySize,
        FrameType.RstStream or FrameType.WindowUpdate => frame.Length == 4,
        FrameType.Settings =>
            frame.Length % PeerSettings.SettingSize == 0 && (frame.Length == 0 || !frame.Has(FrameHeader.Ack)),
        FrameType.Ping => frame.Length == 8,
        FrameType.GoAway => frame.Length >= 8,
        _ => true,
    };

    private static bool IsOfConnection(FrameType type) =>
        type is FrameType.Settings or FrameType.Ping or FrameType.GoAway;

    private static Http2ConnectionException TooShort() =>
        new(Http2ErrorCode.FrameSizeError, "a frame is shorter than what its flags announce");
}
