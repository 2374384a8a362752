namespace Peregrine;

/// <summary>A body that reports how far it is sent.</summary>
internal sealed class MeteredBody(Body body, IProgress<Transfer> progress) : Body(body.ContentType)
{
    public override long? Length => body.Length;

    public override bool IsReplayable => body.IsReplayable;

    internal override Body Unfollowed => body;

    internal override bool HasBegun => body.HasBegun;

    internal override ValueTask PrepareAsync(Request request, CallContext call) => body.PrepareAsync(request, call);

    internal override Body Measured() => new MeteredBody(body.Measured(), progress);

    internal override async ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        var meter = new TransferMeter(progress, body.Length, call.Time);
        try
        {
            await body.WriteAsync(new MeteredSink(sink, meter), call).ConfigureAwait(false);
            meter.End();
        }
        finally
        {
            meter.Abandon();
        }
    }
}
