namespace Peregrine;

internal sealed class BytesBody(ReadOnlyMemory<byte> bytes, string? contentType) : Body(contentType)
{
    public override long? Length => bytes.Length;

    public override bool IsReplayable => true;

    internal override ReadOnlyMemory<byte>? InMemory => bytes;

    internal override ValueTask WriteAsync(BodySink sink, Call call) => sink.WriteAsync(bytes);
}
