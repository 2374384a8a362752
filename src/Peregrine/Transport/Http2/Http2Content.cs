using System.Net;

namespace Peregrine;

/// <summary>Our body as the content of a request over HTTP/2, sent by the engine's threads whatever the call is.</summary>
internal sealed class Http2Content(Body body, Call call, Http2Exchange exchange) : HttpContent
{
    private readonly Call _call = call.IsBlocking ? new Call(call.Settings, call.Time, isBlocking: false, call.CancellationToken) : call;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var sink = new Http2Sink(stream, body.Length, exchange, cancellationToken);
        try
        {
            await body.WriteAsync(sink, _call).ConfigureAwait(false);
            sink.End();
        }
        catch (Exception own) when (!ReferenceEquals(own, sink.Failure))
        {
            exchange.OwnFailure = own; // The engine may wrap it; the caller gets it as it was.
            throw;
        }

        exchange.NoteSending(TimeoutPhase.Read);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length ?? 0;
        return body.Length is not null;
    }
}
