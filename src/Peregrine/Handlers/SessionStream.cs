namespace Peregrine;

/// <summary>
/// The body of a streamed response for the platform's reply, which gets the trailers at its end. A reader of the stream
/// meets an <see cref="HttpIOException"/> where the body fails, as the contract of streams and the platform's handler
/// have it: libraries go on with the rest of a body after that, and after nothing else.
/// </summary>
internal sealed class SessionStream(Response response, HttpResponseMessage reply) : ReadOnlyStream
{
    private readonly Stream _body = response.AsStream();
    private bool _hasEnded;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Seen(_body.Read(buffer), buffer.Length);
        }
        catch (RequestException failure)
        {
            throw OfStream(failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Seen(_body.Read(buffer, offset, count), count);
        }
        catch (RequestException failure)
        {
            throw OfStream(failure);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Seen(await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);
        }
        catch (RequestException failure)
        {
            throw OfStream(failure);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    private static HttpIOException OfStream(RequestException failure) =>
        new(failure.HttpRequestError, failure.Message, failure);

    private int Seen(int read, int wanted)
    {
        if (read == 0 && wanted > 0 && !_hasEnded)
        {
            _hasEnded = true;
            SessionReplies.AddTrailers(reply, response);
        }

        return read;
    }
}
