namespace Peregrine;

/// <summary>A file for one send, with the length that the server is told.</summary>
internal sealed class MeasuredFileBody(FileBody file, long? length) : Body(file.ContentType)
{
    public override long? Length => length;

    public override bool IsReplayable => file.IsReplayable;

    internal override bool HasBegun => file.HasBegun;

    internal override ValueTask WriteAsync(BodySink sink, CallContext call) => file.WriteAsync(sink, call, length);
}
