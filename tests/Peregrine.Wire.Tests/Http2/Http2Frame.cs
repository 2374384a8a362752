namespace Peregrine;

/// <summary>A frame as the client sent it.</summary>
internal sealed record Http2Frame(FrameType Type, byte Flags, int Stream, byte[] Payload);
