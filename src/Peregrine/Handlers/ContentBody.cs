namespace Peregrine;

/// <summary>The platform's content as a body of ours.</summary>
internal sealed class ContentBody(HttpContent content) : Body(null)
{
    public override long? Length => content.Headers.ContentLength;

    // Contents over memory can be written again; of a stream that is not known.
    public override bool IsReplayable => CanRepeat(content);

    // A content that is not in memory may wait for its source after each piece, and need not say so. The parts of a
    // form are gathered all the same.
    internal override ValueTask WriteAsync(BodySink sink, CallContext call) =>
        Blocking.Settle(
            new ValueTask(content.CopyToAsync(
                new SinkStream(sink, isFlushed: MayWait(content)), call.CancellationToken)),
            call.IsBlocking);

    private static bool MayWait(HttpContent content) => content is not MultipartContent && !CanRepeat(content);

    private static bool CanRepeat(HttpContent content) => content switch
    {
        ByteArrayContent or ReadOnlyMemoryContent or System.Net.Http.Json.JsonContent => true,
        MultipartContent parts => parts.All(CanRepeat),
        _ => false,
    };
}
