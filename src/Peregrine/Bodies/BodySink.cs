namespace Peregrine;

/// <summary>Where a body is written to: a connection, or the stream of a caller's handler.</summary>
internal abstract class BodySink
{
    /// <summary>Sends the bytes, blocking or not as the call says. The memory is free again when it is done.</summary>
    internal abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);
}
