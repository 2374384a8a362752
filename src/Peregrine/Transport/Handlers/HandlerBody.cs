namespace Peregrine;

/// <summary>The body of a handler's reply.</summary>
internal sealed class HandlerBody : BodySource
{
    private readonly HttpRequestMessage _message;
    private readonly HttpResponseMessage _reply;
    private readonly HandlerLimit _limit;
    private readonly SendContext _call;
    private readonly Stream _stream;

    private HandlerBody(
        HttpRequestMessage message, HttpResponseMessage reply, Stream stream, HandlerLimit limit, SendContext call)
    {
        (_message, _reply, _limit, _call) = (message, reply, limit, call);
        _stream = stream;
    }

    // A length that a handler tells is not proved by framing here; the end of the stream is the end of the body.
    internal override long? Length => null;

    internal override Headers Trailers => HandlerMessages.HeadersOf(_reply.TrailingHeaders);

    internal static async ValueTask<BodySource> OpenAsync(
        HttpRequestMessage message, HttpResponseMessage reply, HandlerLimit limit, SendContext call)
    {
        var stream = call.IsBlocking
            ? reply.Content.ReadAsStream(limit.Token)
            : await reply.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
        return new HandlerBody(message, reply, stream, limit, call);
    }

    internal override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            _limit.Start(TimeoutPhase.Read);
            var read = _stream.ReadAsync(buffer, _limit.Token);
            var count = _call.IsBlocking ? Blocking.Wait(read) : await read.ConfigureAwait(false);
            _limit.Stop();
            Received += count;
            EndedAt ??= count == 0 ? _call.ReadClock() : null;
            return count;
        }
        catch (Exception cause) when (cause is not RequestException && _limit.FailureOf(cause) is not null)
        {
            throw _limit.FailureOf(cause)!;
        }
    }

    internal override void Abort() => _limit.Abort();

    public override void Dispose()
    {
        _stream.Dispose();
        _reply.Dispose();
        _message.Dispose();
        _limit.Dispose();
    }
}
