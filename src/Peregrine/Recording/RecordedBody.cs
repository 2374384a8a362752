namespace Peregrine;

/// <summary>A body of a request that is kept as it is sent.</summary>
internal sealed class RecordedBody(Body body, BodyCapture capture) : Body(body.ContentType)
{
    public override long? Length => body.Length;

    public override bool IsReplayable => body.IsReplayable;

    internal override bool HasBegun => body.HasBegun;

    internal override ValueTask PrepareAsync(Request request, CallContext call) => body.PrepareAsync(request, call);

    internal override Body Measured() => new RecordedBody(body.Measured(), capture);

    internal override ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        capture.Clear(); // Another connection may be taken, and gets all of it.
        return body.WriteAsync(new RecordedSink(sink, capture), call);
    }
}
