using System.Net;

namespace Peregrine.Bench;

/// <summary>The pieces as the platform's content, which writes them and knows no length.</summary>
internal sealed class PiecesContent : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await foreach (var piece in Pieces.EachAsync())
        {
            await stream.WriteAsync(piece);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
