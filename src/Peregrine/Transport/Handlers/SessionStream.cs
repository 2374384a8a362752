namespace Peregrine;

/// <summary>The body of a streamed response for the platform's reply, which gets the trailers at its end.</summary>
internal sealed class SessionStream(Response response, HttpResponseMessage reply) : ReadOnlyStream
{
    private readonly Stream _body = response.AsStream();
    private bool _hasEnded;

    public override int Read(Span<byte> buffer) => Seen(_body.Read(buffer), buffer.Length);

    public override int Read(byte[] buffer, int offset, int count) => Seen(_body.Read(buffer, offset, count), count);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Seen(await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Seen(int read, int wanted)
    {
        if (read == 0 && wanted > 0 && !_hasEnded)
        {
            _hasEnded = true;
            SessionMessages.AddTrailers(reply, response);
        }

        return read;
    }
}
