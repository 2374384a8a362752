namespace Peregrine;

/// <summary>Takes the body of a request to its stream of HTTP/2, and holds it to the length that it promised.</summary>
internal sealed class Http2Sink(Stream stream, long? length, Http2Exchange exchange, CancellationToken cancellationToken) : BodySink
{
    private readonly PromisedLength _promise = new(length);

    /// <summary>What the connection failed with, told apart from what the caller's own body throws.</summary>
    internal Exception? Failure { get; private set; }

    internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        _promise.Take(bytes.Length);
        exchange.NoteSending(TimeoutPhase.Send);
        try
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Failure = failure;
            throw;
        }
    }

    /// <summary>Ends the body.</summary>
    internal void End() => _promise.End();
}
