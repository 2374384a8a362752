using System.Net;

namespace Peregrine;

/// <summary>
/// A body in memory as the platform's content. It computes no length: the length is a field of the reply, because that
/// of a response without content, to HEAD for one, is not the number of its bytes.
/// </summary>
internal sealed class WholeContent(byte[] bytes) : HttpContent
{
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) =>
        new MemoryStream(bytes, writable: false);

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(CreateContentReadStream(default));

    protected override void SerializeToStream(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.Write(bytes);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, default);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
