using System.Net;

namespace Peregrine;

/// <summary>
/// Our body as the platform's content. While it is written the limit on sending holds, afterwards the one on waiting.
/// </summary>
internal sealed class HandlerContent(Body body, SendContext call, HandlerLimit limit) : HttpContent
{
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await body.WriteAsync(new StreamSink(stream, call, limit), call).ConfigureAwait(false);
        }
        catch (Exception own) when (own is not BrokenSendException)
        {
            limit.OwnFailure = own; // The handler may wrap it; the caller gets it as it was.
            throw;
        }

        limit.Start(TimeoutPhase.Read);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, call.CancellationToken);

    protected override void SerializeToStream(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Blocking.Wait(new ValueTask(SerializeToStreamAsync(stream, context, cancellationToken)));

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length ?? 0;
        return body.Length is not null;
    }
}
