using System.Net;

namespace Peregrine;

/// <summary>
/// The body of a streamed response as the platform's content: read as it comes in; disposing it gives the connection
/// back. A caller who has the content copied or read whole meets the session's own exceptions, which are
/// <see cref="HttpRequestException"/>s; one who reads its stream meets those of a stream.
/// </summary>
internal sealed class SessionContent(Response response, HttpResponseMessage reply) : HttpContent
{
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new SessionStream(response, reply);

    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult<Stream>(new SessionStream(response, reply));

    protected override void SerializeToStream(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var body = response.AsStream();
        body.CopyTo(stream);
        SessionReplies.AddTrailers(reply, response);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var body = response.AsStream();
        await using (body.ConfigureAwait(false))
        {
            await body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        SessionReplies.AddTrailers(reply, response);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0; // It is a field of the reply, where it is known.
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            response.Dispose();
        }

        base.Dispose(disposing);
    }
}
