namespace Peregrine;

internal sealed class BytesBody(ReadOnlyMemory<byte> bytes, string? contentType) : Body(contentType)
{
    /// <summary>Whether it is a value that was written as JSON, whose content type a session may name.</summary>
    internal bool IsJson { get; init; }

    public override long? Length => bytes.Length;

    public override bool IsReplayable => true;

    internal override ReadOnlyMemory<byte>? InMemory => bytes;

    internal override ValueTask WriteAsync(BodySink sink, CallContext call) => sink.WriteAsync(bytes);
}
