namespace Peregrine;

/// <summary>
/// A body that is sent in a content coding. It is coded as it is sent, so its length is not known before.
/// </summary>
internal sealed class CodedBody(Body body, ContentCoding coding) : Body(body.ContentType)
{
    public override long? Length => null;

    public override bool IsReplayable => body.IsReplayable;

    internal override Body Unfollowed =>
        body.Unfollowed is var plain && ReferenceEquals(plain, body) ? this : new CodedBody(plain, coding);

    internal override bool HasBegun => body.HasBegun;

    /// <summary>The body in a coding; one in memory is coded at once, and keeps a length.</summary>
    internal static Body Create(Body body, ContentCoding coding)
    {
        if (body.InMemory is not { } plain)
        {
            return new CodedBody(body, coding);
        }

        using var coded = new MemoryStream();
        using (var coder = coding.Encode(coded))
        {
            coder.Write(plain.Span);
        }

        return new BytesBody(coded.ToArray(), body.ContentType);
    }

    internal override ValueTask PrepareAsync(Request request, CallContext call) => body.PrepareAsync(request, call);

    internal override Body Measured() => new CodedBody(body.Measured(), coding);

    internal override async ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        using var into = new SinkStream(sink);
        var coder = coding.Encode(into);
        await body.WriteAsync(new CodingSink(coder, sink, call), call).ConfigureAwait(false);
        if (call.IsBlocking)
        {
            coder.Dispose();
        }
        else
        {
            await coder.DisposeAsync().ConfigureAwait(false);
        }
    }
}
