using System.Buffers.Binary;

namespace Peregrine;

/// <summary>The nine bytes that every frame begins with (RFC 9113, section 4.1).</summary>
internal readonly record struct FrameHeader(int Length, FrameType Type, byte Flags, int Stream)
{
    internal const int Size = 9;
    internal const byte EndStream = 0x1;
    internal const byte Ack = 0x1;
    internal const byte EndHeaders = 0x4;
    internal const byte Padded = 0x8;
    internal const byte HasPriority = 0x20;

    internal static FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        (bytes[0] << 16) | (bytes[1] << 8) | bytes[2],
        (FrameType)bytes[3],
        bytes[4],
        (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) & int.MaxValue));

    internal bool Has(byte flag) => (Flags & flag) != 0;

    internal void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ((uint)Length << 8) | (byte)Type);
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes[5..], Stream);
    }
}
