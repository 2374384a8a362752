namespace Peregrine;

/// <summary>Writes a body to a stream, piece by piece, as it comes in.</summary>
internal static class BodyCopy
{
    internal static async Task ToAsync(Response response, Stream to, CancellationToken cancellationToken)
    {
        await foreach (var piece in response.ChunksAsync(cancellationToken))
        {
            to.Write(piece.Span);
        }
    }
}
