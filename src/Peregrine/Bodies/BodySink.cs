namespace Peregrine;

/// <summary>Where a body is written to: a connection, or the stream of a caller's handler.</summary>
internal abstract class BodySink
{
    /// <summary>
    /// Takes the bytes, blocking or not as the call says: it sends them, or keeps a copy of small ones to send them
    /// with what follows. The memory is free again when it is done.
    /// </summary>
    internal abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Sends what was kept. A body asks for it before it waits for its source.</summary>
    internal virtual ValueTask FlushAsync() => default;
}
